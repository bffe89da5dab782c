import type { Environment } from "../environment.js";
import { address, locationName, metastoreName, zoneUrl } from "../names.js";
import type { Zone } from "../needs.js";
import { pin } from "../pin.js";
import { Construct, ExternalLocation, Grant, StorageCredential } from "../tf.js";

interface ZoneLocationsProps {
  readonly environment: Environment;
  readonly zones: readonly Zone[];
  /** What the cloud knows the reader as. */
  readonly identity: { readonly roleArn: string } | { readonly accessConnectorId: string };
}

/** The zones as Unity Catalog sees them: one storage credential that reads, and an external location a zone, each in this workspace alone. */
export class ZoneLocations extends Construct {
  /** On AWS, what the role's trust policy must ask for. */
  readonly externalId: string;

  constructor(scope: Construct, id: string, { environment, zones, identity }: ZoneLocationsProps) {
    super(scope, id);
    const credential = pin(
      new StorageCredential(this, "credential", {
        name: metastoreName(environment, "zones"),
        comment: "Reads the zones of all pipelines",
        readOnly: true,
        isolationMode: "ISOLATION_MODE_ISOLATED",
        // The role follows the credential, and rights take minutes to spread: there is nothing to validate yet.
        skipValidation: true,
        ...("roleArn" in identity ? { awsIamRole: identity } : { azureManagedIdentity: identity }),
      }),
      "zones_credential",
      environment,
    );

    for (const zone of zones) {
      const id = `${zone.pipeline}-${zone.zone}`;
      const location = pin(
        new ExternalLocation(this, id, {
          name: locationName(environment, zone),
          url: zoneUrl(environment, zone),
          credentialName: credential.name,
          comment: `Zone ${zone.zone} of pipeline ${zone.pipeline}`,
          readOnly: true,
          fallback: false,
          isolationMode: "ISOLATION_MODE_ISOLATED",
          skipValidation: true,
        }),
        address("location", zone.pipeline, zone.zone),
        environment,
      );
      if (environment.stage.mode === "production") {
        new Grant(this, `${id}-run-as`, {
          externalLocation: location.id,
          principal: environment.stage.runAs,
          privileges: ["READ_FILES"],
        });
      }
    }
    this.externalId = credential.awsIamRole.externalId;
  }
}
