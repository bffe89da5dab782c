/** Names of months and days as Java 17 has them in US English. */

export const months = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
] as const;

/** From Monday. */
export const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

export const quarters = ["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"] as const;

export const halfDays = ["AM", "PM"] as const;

/** The name cut to three letters: `Sep`. */
export function short(name: string): string {
  return name.slice(0, 3);
}

const changing = /[\u0130\u0131\u017f\u212a]/;

/** Has the text a letter whose other case is an ASCII letter? Java compares letter by letter and takes them for these. */
export function hasOddCase(text: string): boolean {
  return changing.test(text);
}

/** Are two texts of the same length equal but for the case of their letters, one UTF-16 unit after the other as Java compares them? */
export function sameLetters(a: string, b: string): boolean {
  if (a === b) return true;
  for (let i = 0; i < a.length; i++) {
    const [one, other] = [a.charAt(i), b.charAt(i)];
    if (one !== other && upper(one) !== upper(other) && lower(one) !== lower(other)) return false;
  }
  return true;
}

function upper(letter: string): string {
  const changed = letter.toUpperCase();
  return changed.length === 1 ? changed : letter;
}

function lower(letter: string): string {
  const changed = letter.toLowerCase();
  return changed.length === 1 ? changed : letter;
}
