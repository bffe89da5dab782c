import type { AwsEnvironment } from "../environment.js";
import { bucketName, zonePrefix } from "../names.js";
import type { Zone } from "../needs.js";
import { pin } from "../pin.js";
import {
  Construct,
  DataAwsIamPolicyDocument,
  S3Bucket,
  S3BucketEncryption,
  S3BucketLifecycleConfiguration,
  S3BucketOwnershipControls,
  S3BucketPolicy,
  S3BucketPublicAccessBlock,
  S3BucketVersioning,
  S3Object,
} from "../tf.js";
import { Key } from "./key.js";

/** Days for which a file that was overwritten or deleted can be had back. */
const noncurrentDays = 30;

interface ZoneBucketProps {
  readonly environment: AwsEnvironment;
  readonly zones: readonly Zone[];
}

/** The bucket of all zones: private, encrypted with its own key, versioned, reached only by TLS. A zone is a prefix. */
export class ZoneBucket extends Construct {
  readonly arn: string;
  readonly keyArn: string;

  constructor(scope: Construct, id: string, { environment, zones }: ZoneBucketProps) {
    super(scope, id);
    const key = new Key(this, "key", { environment, use: "zones" });
    const bucket = pin(new S3Bucket(this, "bucket", { bucket: bucketName(environment), forceDestroy: false }), "zones", environment);

    const blocked = new S3BucketPublicAccessBlock(this, "public-access", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", { bucket: bucket.id, rule: { objectOwnership: "BucketOwnerEnforced" } });
    const encryption = new S3BucketEncryption(this, "encryption", {
      bucket: bucket.id,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn }, bucketKeyEnabled: true }],
    });
    const versioning = new S3BucketVersioning(this, "versioning", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: bucket.id,
      rule: [
        {
          id: "leftovers",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioning],
    });
    const tlsOnly = new DataAwsIamPolicyDocument(this, "tls-only", {
      statement: [
        {
          sid: "TlsOnly",
          effect: "Deny",
          principals: [{ type: "*", identifiers: ["*"] }],
          actions: ["s3:*"],
          resources: [bucket.arn, `${bucket.arn}/*`],
          condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
        },
      ],
    });
    new S3BucketPolicy(this, "policy", { bucket: bucket.id, policy: tlsOnly.json, dependsOn: [blocked] });

    for (const zone of zones) {
      // An empty object for the folder: Auto Loader fails on a prefix under which nothing ever was.
      new S3Object(this, `${zone.pipeline}-${zone.zone}`, {
        bucket: bucket.id,
        key: `${zonePrefix(zone)}/`,
        dependsOn: [encryption, versioning],
      });
    }

    this.arn = bucket.arn;
    this.keyArn = key.arn;
  }
}
