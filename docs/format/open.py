#!/usr/bin/env python3
"""Opens what Cofre stored, without Cofre: the page format.md, as a program.

    open.py body --facts FACTS.json [--key HEX] [--out FILE] BODY
        opens one sealed body; FACTS.json holds the seven facts it is bound to, and the object key
        as "key" unless --key gives it

    open.py object --records DUMP --blobs FOLDER --keys FOLDER [--root-key FILE]
            [--customer-key HEX] [--out FILE] BUCKET KEY
        opens an object of a whole store whose keys are kms-local's; DUMP holds the records, a line
        each: key and value in hexadecimal digits. An object under a client's key (SSE-C) needs that
        key

Nothing of a segment comes out before its tag was verified. What comes out is whole only if the
script ends with status 0: that the end is missing shows at the end.
Needs Python 3.9 and the package 'cryptography'. Ciphers: AES-256-GCM.
"""
import argparse
import hashlib
import hmac
import io
import json
import os
import re
import struct
import sys

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SALT, NONCE, TAG = 32, 12, 16
PREFIX = NONCE - 5
HEADER = 1 + SALT + PREFIX


class Unreadable(Exception):
    """What is there is not what the page describes."""


# Sealed bodies, format 1


def encoded(facts):
    """The bytes of a context: sorted pairs, each text behind its length."""
    out = b""
    for name in sorted(facts):
        for text in (name, facts[name]):
            utf8 = text.encode("utf-8")
            out += struct.pack(">I", len(utf8)) + utf8
    return out


def segments(key, associated, segment_bytes, cipher, sealed, length):
    """Yields the plaintext of each segment of a sealed body of `length` bytes."""
    if cipher != "AES-256-GCM":
        raise Unreadable("this script knows AES-256-GCM and not " + cipher)
    header = sealed.read(HEADER)
    if length < HEADER + TAG or header[0] != HEADER:
        raise Unreadable("this is no body of format 1")
    salt, prefix = header[1 : 1 + SALT], header[1 + SALT :]
    aead = AESGCM(HKDF(SHA256(), 32, salt, associated).derive(key))
    index, start = 0, HEADER
    while index == 0 or start < length:
        end = min((index + 1) * segment_bytes, length)
        last = end == length
        nonce = prefix + struct.pack(">IB", index, last)
        yield aead.decrypt(nonce, sealed.read(end - start), None)
        index, start = index + 1, end


def body(key, facts, sealed, length, out):
    """Opens one body into `out`."""
    if facts["cofre:format"] != "1":
        raise Unreadable("this script knows format 1 and not " + facts["cofre:format"])
    size = int(facts["cofre:segment"])
    for plain in segments(key, encoded(facts), size, facts["cofre:cipher"], sealed, length):
        out.write(plain)


# Records


class Fields:
    """Reads the fields of a record one after another."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def raw(self, length):
        if length > len(self.data) - self.at:
            raise Unreadable("a record was cut")
        self.at += length
        return self.data[self.at - length : self.at]

    def number(self, length):
        return int.from_bytes(self.raw(length), "big")

    def bytes(self):
        return self.raw(self.number(4))

    def text(self):
        return self.bytes().decode("utf-8")

    def rest(self):
        return self.raw(len(self.data) - self.at)

    def pairs(self):
        return {self.text(): self.text() for _ in range(self.number(4))}

    def skip_checksum(self):
        if self.number(1):
            self.number(1)
            self.bytes()

    def placement(self):
        kind = self.number(1)
        return ("inline", "blob", "parts")[kind], self.raw(16).hex() if kind == 1 else None

    def layout(self):
        return {
            "cofre:format": str(self.number(1)),
            "cofre:cipher": self.text(),
            "cofre:segment": str(self.number(4)),
        }

    def envelope(self):
        return {"kms": self.text(), "key": self.text(), "wrapped": self.bytes()}

    def long_envelope(self):
        kms, key, _ = self.text(), self.text(), self.text()
        return {"kms": kms, "key": key, "wrapped": self.bytes()}

    def sealing(self, record_format):
        """How an object is sealed: mode, layout, wrapping, second layer."""
        if record_format == 1:
            layout = self.layout()
            return 1, layout, ("kms", self.envelope(), None), None
        mode, layout, kind = self.number(1), self.layout(), self.number(1)
        if kind == 1:
            wrapping = ("kms", self.long_envelope(), None)
        elif kind == 2:
            wrapping = ("bucket key", self.long_envelope(), self.bytes())
        elif kind == 3:
            wrapping = ("customer", None, self.bytes())
        else:
            raise Unreadable("an unknown wrapping")
        second = (self.layout(), self.bytes()) if self.number(1) else None
        return mode, layout, wrapping, second


def framed(value, known=(1,)):
    fields = Fields(value)
    fields.format = fields.number(1)
    if fields.format not in known:
        raise Unreadable("a record of another format")
    return fields


def single(key, associated, cipher, sealed):
    """Opens a value that is sealed as one segment."""
    return b"".join(segments(key, associated, len(sealed), cipher, io.BytesIO(sealed), len(sealed)))


def opened(store_key, cipher, key, value):
    """Opens a record that has a clear and a sealed part; returns both."""
    fields = framed(value, (1, 2))
    clear, sealed = fields.bytes(), fields.rest()
    mark = bytes([fields.format])
    associated = b"cofre-record" + struct.pack(">I", len(key)) + key + mark + clear
    secret = Fields(single(store_key, associated, cipher, sealed))
    clear = Fields(clear)
    clear.format = secret.format = fields.format
    return clear, secret


# The keys of kms-local


def protobuf(data):
    """Yields the fields of a protobuf message as (number, value)."""
    at = 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(data):
        tag = varint()
        value = varint()
        if tag & 7 == 2:
            value, at = data[at : at + value], at + value
        yield tag >> 3, value


def key_file_name(name):
    utf8 = name.encode("utf-8")
    out = ""
    for byte in utf8:
        char = chr(byte)
        plain = char in "abcdefghijklmnopqrstuvwxyz0123456789_-" or (char == "." and out)
        out += char if plain else "%%%02x" % byte
    if len(out) > 120:
        out = out[:50] + "~" + hashlib.sha256(utf8).hexdigest()
    return out + ".keyset"


def keyset(folder, root_key, name):
    """The AES keys of a key file by their ids."""
    file = key_file_name(name)
    with open(os.path.join(folder, file), "rb") as f:
        data = f.read()
    check = hmac.new(root_key, b"cofre kms-local root key check", hashlib.sha256).digest()[:8]
    if data[:8] != b"CofreK1\n" or data[8:16] != check:
        raise Unreadable("%s is no key file, or another root key sealed it" % file)
    associated = ("cofre kms-local 1 " + file).encode("utf-8")
    record = framed(AESGCM(root_key).decrypt(data[16:28], data[28:], associated), (1, 2))
    record.raw(1 + 8 + 4)  # state, time of creation, number of versions
    if record.format == 2:
        record.raw(8)  # wraps that are taken
    record.text()
    keys = {}
    for number, entry in protobuf(record.rest()):
        if number == 2:
            key = dict(protobuf(entry))
            keys[key[3]] = dict(protobuf(dict(protobuf(key[1]))[2]))[3]
    return keys


def unwrapped(folder, root_key, envelope, facts):
    wrapped = envelope["wrapped"]
    keys = keyset(folder, root_key, envelope["key"])
    key = keys.get(int.from_bytes(wrapped[1:5], "big"))
    if wrapped[0] != 1 or key is None:
        raise Unreadable("the key '%s' of kms-local did not wrap this" % envelope["key"])
    return AESGCM(key).decrypt(wrapped[5:17], wrapped[17:], encoded(facts))


# Keys under keys


def under(mark, key, facts, sealed):
    """Opens a key that is sealed under a bucket key or a client's."""
    if len(sealed) != 80:
        raise Unreadable("a key that is sealed under another one has 80 bytes")
    info = mark + encoded(facts)
    derived = HKDF(SHA256(), 32, sealed[:32], info).derive(key)
    return AESGCM(derived).decrypt(bytes(12), sealed[32:], None)


def key_of_object(args, root_key, identity, context, mode, wrapping):
    kind, envelope, sealed = wrapping
    said = {}
    if mode in (2, 3):
        arn = "arn:aws:s3:::" + identity["cofre:bucket"]
        if kind != "bucket key":
            arn += "/" + identity["cofre:key"]
        said = {**context, "aws:s3:arn": arn}
    facts = {**said, **identity}
    if kind == "kms":
        return unwrapped(args.keys, root_key, envelope, facts)
    if kind == "bucket key":
        common = {**said, "cofre:bucket": identity["cofre:bucket"]}
        bucket_key = unwrapped(args.keys, root_key, envelope, common)
        return under(b"CofreBK1", bucket_key, facts, sealed)
    if not args.customer_key:
        raise Unreadable("this object needs the key of its client: --customer-key")
    return under(b"CofreSC1", bytes.fromhex(args.customer_key), facts, sealed)


# A whole store


def records(dump, wanted):
    """Finds records by their keys."""
    found = {}
    line_of = re.compile(r"^\s*(?:0x)?([0-9a-fA-F]+)\s*(?:==>|:|\s)\s*(?:0x)?([0-9a-fA-F]*)\s*$")
    with open(dump, encoding="ascii") as lines:
        for line in lines:
            match = line_of.match(line)
            key = bytes.fromhex(match[1]) if match else None
            if key in wanted:
                found[key] = bytes.fromhex(match[2])
    for key in wanted:
        if key not in found:
            raise Unreadable("the dump has no record %s" % key.hex())
    return found


def whole_object(args, out):
    with open(args.root_key or os.path.join(args.keys, "root.key"), encoding="ascii") as f:
        root_key = bytes.fromhex(f.read().strip())
    name = b"O" + args.bucket.encode("utf-8") + b"\0" + args.name.encode("utf-8")
    found = records(args.records, {b"Sk", name})
    store = framed(found[b"Sk"], (1, 2))
    store_id, cipher = store.text(), store.text()
    wrapped = store.envelope() if store.format == 1 else store.long_envelope()
    store_key = unwrapped(args.keys, root_key, wrapped, {"cofre:store": store_id})

    clear, secret = opened(store_key, cipher, name, found[name])
    version = clear.raw(16)
    size, _ = clear.number(8), clear.number(8)
    pieces = [(0, clear.placement())]
    mode, layout, wrapping, second = clear.sealing(clear.format)
    identity = {
        "cofre:bucket": args.bucket,
        "cofre:key": args.name,
        "cofre:version": version.hex(),
    }
    context = context_of(secret)
    object_key = key_of_object(args, root_key, identity, context, mode, wrapping)
    second_key = None
    if second:
        second_key = single(store_key, b"cofre-layer" + encoded(identity), cipher, second[1])
    if pieces[0][1][0] == "parts":
        list_key = b"M" + version
        listed = records(args.records, {list_key})[list_key]
        parts, _ = opened(store_key, cipher, list_key, listed)
        pieces = []
        for _ in range(parts.number(4)):
            number, _, _ = parts.number(2), parts.number(8), parts.number(8)
            pieces.append((number, parts.placement()))

    inline = {
        n: b"I" + version + struct.pack(">H", n) for n, place in pieces if place[0] == "inline"
    }
    bodies = records(args.records, set(inline.values()))
    counted = Counted(out)
    for number, (kind, blob) in pieces:
        facts = {**identity, **layout, "cofre:part": str(number)}
        if kind == "inline":
            sealed, length = io.BytesIO(bodies[inline[number]]), len(bodies[inline[number]])
        else:
            path = os.path.join(args.blobs, blob[:6], blob[6:8], blob)
            sealed, length = open(path, "rb"), os.path.getsize(path)
        with sealed:
            if second:
                outer = {**identity, **second[0], "cofre:part": str(number), "cofre:layer": "2"}
                inner = io.BytesIO()
                body(second_key, outer, sealed, length, inner)
                length = inner.tell()
                inner.seek(0)
                body(object_key, facts, inner, length, counted)
            else:
                body(object_key, facts, sealed, length, counted)
    if counted.total != size:
        raise Unreadable("the object has %d bytes and its record says %d" % (counted.total, size))


def context_of(secret):
    """The encryption context, last in the sealed part of an object's record of format 2."""
    if secret.format == 1:
        return {}
    secret.text()
    secret.skip_checksum()
    secret.pairs(), secret.pairs(), secret.pairs()
    secret.text(), secret.text()
    return secret.pairs()


class Counted:
    """Counts what passes."""

    def __init__(self, out):
        self.out, self.total = out, 0

    def write(self, data):
        self.total += len(data)
        self.out.write(data)


def one_body(args, out):
    with open(args.facts, encoding="utf-8") as f:
        facts = json.load(f)
    key = bytes.fromhex(args.key or facts["key"])
    facts.pop("key", None)
    with open(args.body, "rb") as sealed:
        body(key, facts, sealed, os.path.getsize(args.body), out)


def main():
    parser = argparse.ArgumentParser(description="Opens what Cofre stored, without Cofre.")
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("body", help="open one sealed body")
    one.add_argument("--facts", required=True, help="JSON file of the facts it is bound to")
    one.add_argument("--key", help="the object key, 64 hexadecimal digits")
    one.add_argument("--out", help="file to write instead of the standard output")
    one.add_argument("body")
    one.set_defaults(work=one_body)
    whole = commands.add_parser("object", help="open an object of a store")
    whole.add_argument("--records", required=True, help="the records, in hexadecimal digits")
    whole.add_argument("--blobs", required=True, help="the folder of the blobs")
    whole.add_argument("--keys", required=True, help="the folder of kms-local's keys")
    whole.add_argument("--root-key", help="file of the root key; usually root.key in that folder")
    whole.add_argument("--customer-key", help="the client's key (SSE-C), 64 hexadecimal digits")
    whole.add_argument("--out", help="file to write instead of the standard output")
    whole.add_argument("bucket")
    whole.add_argument("name", metavar="key")
    whole.set_defaults(work=whole_object)
    args = parser.parse_args()
    try:
        with open(args.out, "wb") if args.out else sys.stdout.buffer as out:
            args.work(args, out)
    except InvalidTag:
        sys.exit("open.py: not authentic: changed, cut, or not sealed with this key for these facts")
    except (Unreadable, OSError, ValueError, KeyError) as e:
        sys.exit("open.py: %s" % (e if str(e) else type(e).__name__))


if __name__ == "__main__":
    main()
