import { palette } from "../generator/diagnostic/index.js";
import { duration } from "./quantity.js";
import type { Surroundings } from "./surroundings.js";

/** Says how far a long piece of work is: `"3 of 10 days"`. */
export type Tell = (detail: string) => void;

/**
 * Does a piece of work that may take a while and shows that it is going on: on a terminal a line that is drawn again and again, otherwise
 * its title when it begins.
 *
 * `await withProgress("updating pos", surroundings, (tell) => work(tell))`
 */
export async function withProgress<T>(title: string, surroundings: Surroundings, work: (tell: Tell) => Promise<T>): Promise<T> {
  const { messages } = surroundings;
  if (messages.redraws) return withSpinner(title, messages.color, work);
  await messages.write(`${title}\n`);
  return work(() => undefined);
}

async function withSpinner<T>(title: string, color: boolean, work: (tell: Tell) => Promise<T>): Promise<T> {
  const { DefaultRenderer, Listr, ListrLogger, ProcessOutput } = await import("listr2");
  const { dim } = palette(color);
  // listr2 asks standard output whether it is a terminal, and this one draws on standard error.
  class ErrorRenderer extends DefaultRenderer {
    static override nonTTY = true;
  }
  const began = performance.now();
  const done: T[] = [];
  const list = new Listr<undefined, typeof ErrorRenderer>(
    [
      {
        title,
        task: async (_context, task) => {
          done.push(
            await work((detail) => {
              task.title = `${title} ${dim(detail)}`;
            }),
          );
          task.title = `${title} ${dim(duration(performance.now() - began))}`;
        },
      },
    ],
    {
      renderer: ErrorRenderer,
      rendererOptions: {
        logger: new ListrLogger({ useIcons: true, toStderr: [], processOutput: new ProcessOutput(process.stderr, process.stdout) }),
        showErrorMessage: false,
        formatOutput: "truncate",
      },
      // The diagnostic that follows says what failed; Ctrl-C is heard by main.
      collectErrors: false,
      registerSignalListeners: false,
    },
  );
  await list.run();
  const [result] = done;
  if (done.length === 0) throw new TypeError(`${title} ended without a result`);
  return result as T;
}
