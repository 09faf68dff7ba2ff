// Verifies a signed audit trail, and proofs from it, with Go's own sumdb/note and sumdb/tlog.
//
//	verify_log log DIRECTORY KEYFILE [OLD-CHECKPOINT]
//	verify_log proof PROOF KEYFILE
//	verify_log growth OLDER NEWER PROOF KEYFILE
//
// The root is rebuilt from the lines of the log in memory: no stored hash is believed, since versions of
// x/mod up to 0.7.0 accept stored hashes that fit rewritten entries. PROOF of growth has one hash on each
// line, in base64. Exit code 0: it holds.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "verify_log:", err)
		os.Exit(1)
	}
}

func read(path string) []byte {
	data, err := os.ReadFile(path)
	must(err)
	return data
}

// memory holds all hashes of a tree in the order of tlog.StoredHashIndex.
type memory []tlog.Hash

func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		if index >= int64(len(m)) {
			return nil, fmt.Errorf("hash %d is beyond the tree", index)
		}
		hashes[i] = m[index]
	}
	return hashes, nil
}

// key reads the newest key of a file that has one on each line.
func key(path string) note.Verifier {
	lines := strings.Split(strings.TrimSpace(string(read(path))), "\n")
	verifier, err := note.NewVerifier(lines[len(lines)-1])
	must(err)
	return verifier
}

// checkpoint opens a signed checkpoint of the key's log.
func checkpoint(data []byte, verifier note.Verifier) tlog.Tree {
	opened, err := note.Open(data, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		must(fmt.Errorf("the checkpoint is of another log, or none"))
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := tlog.ParseHash(lines[2])
	must(err)
	return tlog.Tree{N: size, Hash: root}
}

func verifyLog(directory, keyPath string, old []string) {
	verifier := key(keyPath)
	known := []tlog.Tree{checkpoint(read(filepath.Join(directory, "checkpoint")), verifier)}
	for _, path := range old {
		known = append(known, checkpoint(read(path), verifier))
	}
	segments, err := filepath.Glob(filepath.Join(directory, "seg", "*.jsonl"))
	must(err)
	sort.Strings(segments)
	var hashes memory
	var count int64
	for _, segment := range segments {
		lines := bytes.Split(read(segment), []byte("\n"))
		for _, line := range lines[:len(lines)-1] {
			stored, err := tlog.StoredHashes(count, line, hashes)
			must(err)
			hashes = append(hashes, stored...)
			count++
		}
	}
	for _, tree := range known {
		if tree.N > count {
			must(fmt.Errorf("%d records are signed, and the log has %d", tree.N, count))
		}
		// The root over nothing (RFC 6962, section 2.1), which x/mod 0.7.0 does not give.
		root := tlog.Hash(sha256.Sum256(nil))
		if tree.N > 0 {
			root, err = tlog.TreeHash(tree.N, hashes)
			must(err)
		}
		if root != tree.Hash {
			must(fmt.Errorf("the first %d records have the root %v, and %v is signed", tree.N, root, tree.Hash))
		}
	}
	fmt.Printf("size %d\nroot %x\n", known[0].N, known[0].Hash[:])
}

func hashList(lines []string) []tlog.Hash {
	var hashes []tlog.Hash
	for _, line := range lines {
		if line == "" {
			continue
		}
		hash, err := tlog.ParseHash(line)
		must(err)
		hashes = append(hashes, hash)
	}
	return hashes
}

func verifyProof(path, keyPath string) {
	head, rest, found := strings.Cut(string(read(path)), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 3 || lines[0] != "c2sp.org/tlog-proof@v1" {
		must(fmt.Errorf("no proof"))
	}
	record, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(lines[1], "extra "))
	must(err)
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[2], "index "), 10, 64)
	must(err)
	tree := checkpoint([]byte(rest), key(keyPath))
	must(tlog.CheckRecord(hashList(lines[3:]), tree.N, tree.Hash, index, tlog.RecordHash(record)))
	fmt.Printf("size %d\nroot %x\n", tree.N, tree.Hash[:])
}

func verifyGrowth(older, newer, proof, keyPath string) {
	verifier := key(keyPath)
	old, tree := checkpoint(read(older), verifier), checkpoint(read(newer), verifier)
	hashes := hashList(strings.Split(string(read(proof)), "\n"))
	must(tlog.CheckTree(hashes, tree.N, tree.Hash, old.N, old.Hash))
	fmt.Printf("size %d\nroot %x\n", tree.N, tree.Hash[:])
}

func main() {
	arguments := os.Args[1:]
	switch {
	case len(arguments) >= 3 && len(arguments) <= 4 && arguments[0] == "log":
		verifyLog(arguments[1], arguments[2], arguments[3:])
	case len(arguments) == 3 && arguments[0] == "proof":
		verifyProof(arguments[1], arguments[2])
	case len(arguments) == 5 && arguments[0] == "growth":
		verifyGrowth(arguments[1], arguments[2], arguments[3], arguments[4])
	default:
		fmt.Fprintln(os.Stderr, "usage: verify_log log|proof|growth …")
		os.Exit(64)
	}
}
