#!/usr/bin/env node
import { writeSync } from "node:fs";
import { describeBug, exitCodes, runCli } from "./cli.js";
import { channelOf } from "./surroundings.js";

const interruption = new AbortController();
// Ctrl-C once: what is running comes to a clean end. Twice: the process goes at once; whatever it was doing is atomic.
process.on("SIGINT", () => (interruption.signal.aborted ? process.exit(exitCodes.interrupted) : interruption.abort()));
// `sluice rows … | head` closes the pipe when it has seen enough.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (failure: NodeJS.ErrnoException) => {
    if (failure.code !== "EPIPE") throw failure;
    process.exit(exitCodes.done);
  });
}
// What fails beside the command, where nobody waits for it.
process.on("uncaughtException", (failure) => {
  writeSync(process.stderr.fd, describeBug(failure));
  process.exit(exitCodes.bug);
});

process.exitCode = await runCli(process.argv.slice(2), {
  folder: process.cwd(),
  results: channelOf(process.stdout, process.env),
  messages: channelOf(process.stderr, process.env),
  signal: interruption.signal,
});
