import type { Diagnostic } from "../diagnostic/index.js";
import type { Pipeline } from "../ir/index.js";
import { changeFeed } from "./change-feed.js";
import { layout } from "./layout.js";
import { naming } from "./naming.js";
import type { Rule } from "./rule.js";
import { secrets } from "./secrets.js";
import { settings } from "./settings.js";
import { streaming } from "./streaming.js";

const rules: readonly Rule[] = [streaming, changeFeed, naming, layout, settings, secrets];

/** Everything that is wrong with a pipeline beyond how it was written. */
export function check(pipeline: Pipeline): readonly Diagnostic[] {
  return rules.flatMap((rule) => rule(pipeline));
}
