// The low-level SHA-256 functions are marked deprecated since OpenSSL 3.0 but stay in every 3.x. They
// work on a plain struct, so a hash state is a copyable Swift value that costs no allocation and
// cannot fail; the EVP interface fetches an implementation for each message, which takes longer than
// hashing a short record.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
