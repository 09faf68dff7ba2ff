#include "CLibcurl.h"

#include <dlfcn.h>
#include <stddef.h>

struct shim_curl_library {
  void *global_init, *easy_init, *easy_setopt, *easy_getinfo, *easy_cleanup;
  void *slist_append, *slist_free_all, *version, *version_info;
  void *multi_init, *multi_setopt, *multi_add_handle, *multi_remove_handle, *multi_perform;
  void *multi_poll, *multi_wakeup, *multi_info_read, *multi_cleanup;
};

static struct shim_curl_library shim_curl;

int shim_curl_load(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return 1;
  const struct { const char *name; void **place; } names[] = {
      {"curl_global_init", &shim_curl.global_init},
      {"curl_easy_init", &shim_curl.easy_init},
      {"curl_easy_setopt", &shim_curl.easy_setopt},
      {"curl_easy_getinfo", &shim_curl.easy_getinfo},
      {"curl_easy_cleanup", &shim_curl.easy_cleanup},
      {"curl_slist_append", &shim_curl.slist_append},
      {"curl_slist_free_all", &shim_curl.slist_free_all},
      {"curl_version", &shim_curl.version},
      {"curl_version_info", &shim_curl.version_info},
      {"curl_multi_init", &shim_curl.multi_init},
      {"curl_multi_setopt", &shim_curl.multi_setopt},
      {"curl_multi_add_handle", &shim_curl.multi_add_handle},
      {"curl_multi_remove_handle", &shim_curl.multi_remove_handle},
      {"curl_multi_perform", &shim_curl.multi_perform},
      {"curl_multi_poll", &shim_curl.multi_poll},
      {"curl_multi_wakeup", &shim_curl.multi_wakeup},
      {"curl_multi_info_read", &shim_curl.multi_info_read},
      {"curl_multi_cleanup", &shim_curl.multi_cleanup},
  };
  for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
    *names[i].place = dlsym(library, names[i].name);
    if (*names[i].place == NULL) return 2;
  }
  // 7.85 brought CURLOPT_PROTOCOLS_STR; an older one would pass over what is forbidden here.
  const curl_version_info_data *info =
      ((curl_version_info_data * (*)(CURLversion)) shim_curl.version_info)(CURLVERSION_NOW);
  if (info == NULL || info->version_num < 0x075500) return 2;
  CURLcode code = ((CURLcode (*)(long))shim_curl.global_init)(CURL_GLOBAL_DEFAULT);
  return code == CURLE_OK ? 0 : 2;
}

const char *shim_curl_version(void) {
  return ((char *(*)(void))shim_curl.version)();
}

// One transfer.

CURL *shim_curl_easy_init(void) { return ((CURL * (*)(void)) shim_curl.easy_init)(); }

void shim_curl_easy_cleanup(CURL *handle) {
  ((void (*)(CURL *))shim_curl.easy_cleanup)(handle);
}

#define SHIM_SETOPT ((CURLcode (*)(CURL *, CURLoption, ...))shim_curl.easy_setopt)
#define SHIM_GETINFO ((CURLcode (*)(CURL *, CURLINFO, ...))shim_curl.easy_getinfo)

CURLcode shim_curl_set_long(CURL *handle, CURLoption option, long value) {
  return SHIM_SETOPT(handle, option, value);
}

CURLcode shim_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return SHIM_SETOPT(handle, option, value);
}

CURLcode shim_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return SHIM_SETOPT(handle, option, value);
}

CURLcode shim_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
  return SHIM_SETOPT(handle, option, value);
}

CURLcode shim_curl_set_list(
    CURL *handle, CURLoption option, struct curl_slist *value) {
  return SHIM_SETOPT(handle, option, value);
}

CURLcode shim_curl_set_data_function(
    CURL *handle, CURLoption option, shim_curl_data value) {
  return SHIM_SETOPT(handle, option, value);
}

CURLcode shim_curl_get_long(CURL *handle, CURLINFO info, long *value) {
  return SHIM_GETINFO(handle, info, value);
}

struct curl_slist *shim_curl_append(struct curl_slist *list, const char *line) {
  return ((struct curl_slist * (*)(struct curl_slist *, const char *)) shim_curl.slist_append)(
      list, line);
}

void shim_curl_free_list(struct curl_slist *list) {
  ((void (*)(struct curl_slist *))shim_curl.slist_free_all)(list);
}

// Many at once.

CURLM *shim_curl_multi_init(void) {
  return ((CURLM * (*)(void)) shim_curl.multi_init)();
}

CURLMcode shim_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return ((CURLMcode (*)(CURLM *, CURLMoption, ...))shim_curl.multi_setopt)(multi, option, value);
}

CURLMcode shim_curl_multi_add(CURLM *multi, CURL *handle) {
  return ((CURLMcode (*)(CURLM *, CURL *))shim_curl.multi_add_handle)(multi, handle);
}

CURLMcode shim_curl_multi_remove(CURLM *multi, CURL *handle) {
  return ((CURLMcode (*)(CURLM *, CURL *))shim_curl.multi_remove_handle)(multi, handle);
}

CURLMcode shim_curl_multi_perform(CURLM *multi, int *running) {
  return ((CURLMcode (*)(CURLM *, int *))shim_curl.multi_perform)(multi, running);
}

// Waits for the network, a wakeup or the time.
CURLMcode shim_curl_multi_wait(CURLM *multi, int milliseconds) {
  int ready = 0;
  return ((CURLMcode (*)(CURLM *, struct curl_waitfd *, unsigned, int, int *))shim_curl.multi_poll)(
      multi, NULL, 0, milliseconds, &ready);
}

CURLMcode shim_curl_multi_wakeup(CURLM *multi) {
  return ((CURLMcode (*)(CURLM *))shim_curl.multi_wakeup)(multi);
}

// The next transfer that has ended and how, NULL where there is none.
CURL *shim_curl_multi_next_done(CURLM *multi, CURLcode *result) {
  int left = 0;
  CURLMsg *message;
  do {
    message = ((CURLMsg * (*)(CURLM *, int *)) shim_curl.multi_info_read)(multi, &left);
    if (message != NULL && message->msg == CURLMSG_DONE) {
      *result = message->data.result;
      return message->easy_handle;
    }
  } while (message != NULL);
  return NULL;
}

void shim_curl_multi_cleanup(CURLM *multi) {
  ((CURLMcode (*)(CURLM *))shim_curl.multi_cleanup)(multi);
}
