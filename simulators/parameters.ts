import { type Diagnostic, error, nearest, throwErrors } from "../generator/diagnostic/index.js";

interface Documented {
  /** One line, with the unit. */
  readonly help: string;
  /** A later run into the same folder may raise it; all others must stay. */
  readonly extends?: true;
}

export interface NumberParameter extends Documented {
  readonly type: "integer" | "number";
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}

export interface ChoiceParameter extends Documented {
  readonly type: "choice";
  readonly default: string;
  readonly choices: readonly string[];
}

export type Parameter = NumberParameter | ChoiceParameter;

/** Parameters by name, in camelCase; on the command line `maxMessageBytes` is `--max-message-bytes`. */
export type ParameterTable = Readonly<Record<string, Parameter>>;

/** A value for each parameter of a table. */
export type ParameterValues<P extends ParameterTable = ParameterTable> = {
  readonly [K in keyof P]: P[K] extends { readonly choices: readonly (infer C extends string)[] }
    ? C
    : P[K] extends NumberParameter
      ? number
      : number | string;
};

/** Values as a user gives them: text from the command line or values from code; what is missing is the default. */
export type GivenParameters = Readonly<Record<string, number | string | undefined>>;

/**
 * Completes and checks what was given.
 *
 * @throws DiagnosticError with everything that is wrong: names that are not in the table, values that are no numbers or out of range.
 * @example
 * readParameters({ days: { type: "number", default: 30, minimum: 0, maximum: 3650, help: "simulated days" } }, { days: "2.5" }); // { days: 2.5 }
 */
export function readParameters<P extends ParameterTable>(table: P, given: GivenParameters): ParameterValues<P> {
  const wrong: Diagnostic[] = [];
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(table, name)) wrong.push(unknownParameter(name, table));
  }
  const values: Record<string, number | string> = {};
  for (const [name, parameter] of Object.entries(table)) {
    const value = given[name] ?? parameter.default;
    const read = parameter.type === "choice" ? readChoice(parameter, value) : readNumber(parameter, value);
    if (read === undefined) wrong.push(wrongValue(name, parameter, value));
    else values[name] = read;
  }
  throwErrors(wrong);
  return values as ParameterValues<P>;
}

/** The name of a parameter as a flag of the command line. `flagOf("maxMessageBytes")` is `"--max-message-bytes"`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function readChoice(parameter: ChoiceParameter, value: number | string): string | undefined {
  return parameter.choices.find((choice) => choice === value);
}

function readNumber(parameter: NumberParameter, value: number | string): number | undefined {
  const number = typeof value === "string" ? parseNumber(value) : value;
  if (number === undefined || !(number >= parameter.minimum && number <= parameter.maximum)) return undefined;
  return parameter.type === "number" || Number.isSafeInteger(number) ? number : undefined;
}

/** A number in plain notation: `30`, `0.5`. Not what `Number` takes besides: blanks, `0x1f`, `1e3`, `Infinity`. */
export function parseNumber(text: string): number | undefined {
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function unknownParameter(name: string, table: ParameterTable): Diagnostic {
  const meant = nearest(name, Object.keys(table));
  return error("simulator/parameter-unknown", `no parameter ${flagOf(name)}`, {
    notes: [`there are ${Object.keys(table).map(flagOf).join(", ")}`],
    fix: meant === undefined ? undefined : `did you mean ${flagOf(meant)}?`,
  });
}

function wrongValue(name: string, parameter: Parameter, value: number | string): Diagnostic {
  return error("simulator/parameter-value", `${flagOf(name)} cannot be ${typeof value === "string" ? JSON.stringify(value) : value}`, {
    notes: [`${flagOf(name)}: ${parameter.help}`],
    fix: `give ${allowed(parameter)}, or leave it out for ${parameter.default}`,
  });
}

function allowed(parameter: Parameter): string {
  if (parameter.type === "choice") return `one of ${parameter.choices.join(", ")}`;
  return `${parameter.type === "integer" ? "a whole number" : "a number"} from ${parameter.minimum} to ${parameter.maximum}`;
}
