/** What the lakehouse needs to know of what lies under it. */
export interface Base {
  /** `host:port,host:port`; nothing when no pipeline reads a topic. */
  readonly bootstrapServers: string | undefined;
}
