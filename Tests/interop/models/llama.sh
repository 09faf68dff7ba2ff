#!/bin/sh
# llama.sh DIRECTORY: builds the server of llama.cpp there, from the source that PyPI's
# llama-cpp-python carries, and makes a model of random weights for it.
#
# What it makes stays, so a second call does nothing: DIRECTORY/llama-server, DIRECTORY/tiny.gguf.
# Without optimization for this processor, without OpenMP and with -O1, because it is compiled once
# and answers a few hundred requests. JOBS (1 unless given) compilers at once.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
[ -x venv/bin/python ] || python3 -m venv venv

if [ ! -x llama-server ]; then
  venv/bin/pip install -q cmake==3.31.6 ninja==1.11.1.4
  if [ ! -d source ]; then
    rm -rf sdist
    venv/bin/pip download -q --no-deps --no-binary llama-cpp-python -d sdist llama-cpp-python==0.3.36
    mkdir source.new
    tar xzf sdist/llama_cpp_python-*.tar.gz -C source.new --strip-components=1
    mv source.new source
  fi
  PATH="$PWD/venv/bin:$PATH"
  export PATH
  # One optimization level for both languages; what the judge does not ask of the server is off.
  cmake -S source/vendor/llama.cpp -B build -G Ninja -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_C_FLAGS_RELEASE=-O1 -DCMAKE_CXX_FLAGS_RELEASE=-O1 -DGGML_NATIVE=OFF \
    -DGGML_OPENMP=OFF -DGGML_LLAMAFILE=OFF -DLLAMA_CURL=OFF -DLLAMA_OPENSSL=OFF \
    -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_UI=OFF \
    -DBUILD_SHARED_LIBS=OFF >cmake.log
  ninja -C build -j"${JOBS:-1}" llama-server >ninja.log
  cp build/bin/llama-server llama-server.new
  mv llama-server.new llama-server
fi

if [ ! -e tiny.gguf ]; then
  venv/bin/python "$here/tiny_model.py" tiny.gguf.new
  mv tiny.gguf.new tiny.gguf
fi
