/** What of a pipeline's settings changes what a query gives. */
export interface SessionSettings {
  /** `spark.sql.session.timeZone`, an IANA name. */
  readonly timeZone: string;
  /** `spark.sql.ansi.enabled` */
  readonly ansi: boolean;
}
