// Puts `sluice` into node_modules/.bin, so that `npx sluice` finds it as it finds a dependency's command.
// A `bin` field in package.json would do it too, but npx then installs the repository into its cache first: measured, twice the time of
// every call, a hidden second build at the first, and with npm 10 a failure when two first calls meet. The price: where this link is
// missing, npx would ask the registry for a stranger's package of that name; `yes=false` in .npmrc makes it stop instead.
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";

const folder = new URL("../node_modules/.bin/", import.meta.url);
const main = "../../dist/cli/main.js";

mkdirSync(folder, { recursive: true });
chmodSync(new URL(main, folder), 0o755);
if (process.platform === "win32") {
  writeFileSync(new URL("sluice.cmd", folder), `@node "%~dp0\\${main.replaceAll("/", "\\")}" %*\r\n`);
} else {
  rmSync(new URL("sluice", folder), { force: true });
  symlinkSync(main, new URL("sluice", folder));
}
