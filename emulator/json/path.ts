/** A step of a JSON path. `.*` is a step too, but Spark's evaluator finds nothing with it. */
export type Step =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "elements" }
  | { readonly kind: "nothing" };

/** The steps of a path such as `$.a['b'][0][*]`; undefined when Spark cannot read it. Blanks are skipped only where Spark's parser does. */
export function parsePath(path: string): readonly Step[] | undefined {
  if (path[0] !== "$") return undefined;
  const steps: Step[] = [];
  let rest = path.slice(1);
  for (;;) {
    const found = forms.map(({ form, step }) => ({ found: form.exec(rest), step })).find((one) => one.found !== null);
    if (!found?.found) break;
    steps.push(found.step(found.found[1] ?? ""));
    rest = rest.slice(found.found[0].length);
  }
  // An index of more than 64 bits is no number to Spark.
  if (steps.some((one) => one.kind === "index" && one.index >= 2 ** 63)) return undefined;
  return /^[ \t\n\v\f\r]*$/.test(rest) ? steps : undefined;
}

/** The first that matches counts. */
const forms: readonly { readonly form: RegExp; readonly step: (text: string) => Step }[] = [
  { form: /^[ \t\n\v\f\r]*(?:\.\*|\['\*'\])/, step: () => ({ kind: "nothing" }) },
  { form: /^\.[ \t\n\v\f\r]*([^.[ \t\n\v\f\r][^.[]*)/, step: (name) => ({ kind: "name", name }) },
  { form: /^[ \t\n\v\f\r]*\['[ \t\n\v\f\r]*([^' \t\n\v\f\r][^']*)'\]/, step: (name) => ({ kind: "name", name }) },
  { form: /^\[\*\]/, step: () => ({ kind: "elements" }) },
  { form: /^\[[ \t\n\v\f\r]*([0-9]+)\]/, step: (digits) => ({ kind: "index", index: Number(digits) }) },
];
