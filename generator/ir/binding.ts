/** The `${key}` of the notebooks; one place for who writes them and who binds them. */
export const bindingKeys = {
  bootstrapServers: "kafka.bootstrap_servers",
  serviceCredential: "kafka.service_credential",
  zone: (zone: string): string => `zone.${zone}`,
} as const;
