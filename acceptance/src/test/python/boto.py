"""What boto3 users do, against a running server: `boto.py ENDPOINT`."""

import io
import os
import random
import sys
import urllib.error
import urllib.request

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

endpoint = sys.argv[1]
s3 = boto3.client("s3", endpoint_url=endpoint)
source = random.Random(1)


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error.response
        return error.response
    raise AssertionError(f"{code} was expected")


s3.create_bucket(Bucket="boto")
s3.create_bucket(Bucket="boto")  # again: as in us-east-1, an own bucket is no mistake
refused("InvalidBucketName", s3.create_bucket, Bucket="Boto_")
refused("NoSuchBucket", s3.list_objects_v2, Bucket="nothing-here")
assert s3.get_bucket_location(Bucket="boto")["LocationConstraint"] is None

# Objects, empty ones included, with names that need care.
for key in ["a", "a//b", "../up", "with space+plus&amp", "ünï/€", "%41", "x" * 1024]:
    body = source.randbytes(5000)
    s3.put_object(Bucket="boto", Key=key, Body=body, Metadata={"name": "value"})
    got = s3.get_object(Bucket="boto", Key=key)
    assert got["Body"].read() == body
    assert got["Metadata"] == {"name": "value"}
    assert got["ServerSideEncryption"] == "AES256"
refused("KeyTooLongError", s3.put_object, Bucket="boto", Key="x" * 1025, Body=b"")
s3.put_object(Bucket="boto", Key="empty", Body=b"")
assert s3.get_object(Bucket="boto", Key="empty")["Body"].read() == b""
listed = [o["Key"] for o in s3.list_objects_v2(Bucket="boto")["Contents"]]
assert listed == sorted(listed, key=lambda k: k.encode()), listed
assert len(listed) == 8

# On one connection: what expects a 100 for an empty body, or for one that is refused, does not spoil the next upload.
once = boto3.client("s3", endpoint_url=endpoint, config=Config(read_timeout=20, retries={"max_attempts": 0}))
for body in [b"", b"after an empty one", b"", b"", b"once more"]:
    once.put_object(Bucket="boto", Key="empty", Body=body)
    refused("NoSuchBucket", once.put_object, Bucket="nothing-here", Key="empty", Body=body)
    once.put_object(Bucket="boto", Key="empty", Body=body)
    assert once.get_object(Bucket="boto", Key="empty")["Body"].read() == body

# Uploads and downloads of the transfer layer, in parts.
large = source.randbytes(21_000_000)
s3.upload_fileobj(io.BytesIO(large), "boto", "large", Config=TransferConfig(multipart_chunksize=6 << 20))
back = io.BytesIO()
s3.download_fileobj("boto", "large", back)
assert back.getvalue() == large
attributes = s3.get_object_attributes(Bucket="boto", Key="large", ObjectAttributes=["ObjectSize", "Checksum", "ETag"])
assert attributes["ObjectSize"] == len(large)

# A checksum that is not that of the content stores nothing.
refused("BadDigest", s3.put_object, Bucket="boto", Key="never", Body=b"x", ChecksumCRC32="AAAAAA==")
refused("NoSuchKey", s3.get_object, Bucket="boto", Key="never")

# Ranges and conditions.
assert s3.get_object(Bucket="boto", Key="large", Range="bytes=-10")["Body"].read() == large[-10:]
refused("InvalidRange", s3.get_object, Bucket="boto", Key="large", Range="bytes=21000000-")
etag = s3.head_object(Bucket="boto", Key="a")["ETag"]
assert refused("304", s3.get_object, Bucket="boto", Key="a", IfNoneMatch=etag)
refused("PreconditionFailed", s3.get_object, Bucket="boto", Key="a", IfMatch='"other"')

# Presigned links of both signature versions.
for version in ["s3", "s3v4"]:
    signer = boto3.client("s3", endpoint_url=endpoint, config=Config(signature_version=version))
    link = signer.generate_presigned_url("get_object", Params={"Bucket": "boto", "Key": "large"})
    assert urllib.request.urlopen(link).read() == large, version
    link = signer.generate_presigned_url("put_object", Params={"Bucket": "boto", "Key": "by-link"})
    request = urllib.request.Request(link, data=b"linked", method="PUT")
    request.add_header("Content-Type", "")
    assert urllib.request.urlopen(request).status == 200, version
    try:
        forged = urllib.request.Request(link.replace("by-link", "by-lonk"), data=b"x", method="PUT")
        forged.add_header("Content-Type", "")
        urllib.request.urlopen(forged)
        raise AssertionError("a forged link was followed")
    except urllib.error.HTTPError as error:
        assert error.code == 403, error.code
assert s3.get_object(Bucket="boto", Key="by-link")["Body"].read() == b"linked"

# Copies, tags, and deleting many.
s3.copy_object(Bucket="boto", Key="copy", CopySource={"Bucket": "boto", "Key": "ünï/€"})
s3.put_object_tagging(Bucket="boto", Key="copy", Tagging={"TagSet": [{"Key": "k", "Value": "v w"}]})
assert s3.get_object_tagging(Bucket="boto", Key="copy")["TagSet"] == [{"Key": "k", "Value": "v w"}]
keys = [{"Key": o["Key"]} for o in s3.list_objects_v2(Bucket="boto")["Contents"]]
assert len(s3.delete_objects(Bucket="boto", Delete={"Objects": keys})["Deleted"]) == len(keys)
assert "Contents" not in s3.list_objects_v2(Bucket="boto")
s3.delete_bucket(Bucket="boto")
refused("404", s3.head_bucket, Bucket="boto")

# The wrong secret, and none.
refused(
    "SignatureDoesNotMatch",
    boto3.client("s3", endpoint_url=endpoint, aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"], aws_secret_access_key="wrong").list_buckets,
)
refused(
    "InvalidAccessKeyId",
    boto3.client("s3", endpoint_url=endpoint, aws_access_key_id="nobody", aws_secret_access_key="wrong").list_buckets,
)
print("passed")
