// libcurl, found when it is first needed: with its twenty libraries it takes as long to load as the
// rest of the program takes to start, and most commands never use it. Its variadic functions, which
// Swift cannot call, get one wrapper for each type of value.
#pragma once

#include <curl/curl.h>
#include <stddef.h>

typedef size_t (*shim_curl_data)(char *bytes, size_t size, size_t count, void *context);

// Loads the library and prepares it; 0 where it is there, 1 where it is not, 2 where it is too old.
// Not for two threads at once, and before everything else here.
int shim_curl_load(void);
const char *shim_curl_version(void);

// One transfer.
CURL *shim_curl_easy_init(void);
void shim_curl_easy_cleanup(CURL *handle);
CURLcode shim_curl_set_long(CURL *handle, CURLoption option, long value);
CURLcode shim_curl_set_size(CURL *handle, CURLoption option, curl_off_t value);
CURLcode shim_curl_set_text(CURL *handle, CURLoption option, const char *value);
CURLcode shim_curl_set_pointer(CURL *handle, CURLoption option, const void *value);
CURLcode shim_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode shim_curl_set_data_function(CURL *handle, CURLoption option, shim_curl_data value);
CURLcode shim_curl_get_long(CURL *handle, CURLINFO info, long *value);
struct curl_slist *shim_curl_append(struct curl_slist *list, const char *line);
void shim_curl_free_list(struct curl_slist *list);

// Many at once.
CURLM *shim_curl_multi_init(void);
CURLMcode shim_curl_multi_set_long(CURLM *multi, CURLMoption option, long value);
CURLMcode shim_curl_multi_add(CURLM *multi, CURL *handle);
CURLMcode shim_curl_multi_remove(CURLM *multi, CURL *handle);
CURLMcode shim_curl_multi_perform(CURLM *multi, int *running);
// Waits for the network, a wakeup or the time.
CURLMcode shim_curl_multi_wait(CURLM *multi, int milliseconds);
CURLMcode shim_curl_multi_wakeup(CURLM *multi);
// The next transfer that has ended and how, NULL where there is none.
CURL *shim_curl_multi_next_done(CURLM *multi, CURLcode *result);
void shim_curl_multi_cleanup(CURLM *multi);
