import { createConnection } from "node:net";
import { setTimeout } from "node:timers/promises";

/** Where a local Spark Connect server listens; PySpark looks nowhere else, so a machine has room for one. */
const port = 15002;

/** Waits until no other server is there, ten minutes at most. */
export async function connectPort(): Promise<void> {
  for (let waited = 0; waited < 600; waited++) {
    if (!(await isTaken())) return;
    await setTimeout(1000);
  }
  throw new Error(`another Spark Connect server has port ${port}, and PySpark takes no other`);
}

function isTaken(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, "127.0.0.1", () => resolve(true)).on("error", () => resolve(false));
    socket.unref();
    socket.on("connect", () => socket.destroy());
  });
}
