/**
 * Functions of fdlibm where JavaScript's own are not bit for bit those of Java's StrictMath. What V8 has the same (exp, ln, atan, sinh, …) is
 * used as it is. The constants and the steps are those of Sun's s_cbrt.c, s_tanh.c, e_atan2.c (1993) and e_pow.c (2004), compared with those
 * files as openlibm keeps them; each carries this notice:
 *
 * Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
 * Developed at SunPro and SunSoft, Sun Microsystems, Inc. businesses.
 * Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 */
const words = new DataView(new ArrayBuffer(8));

function high(x: number): number {
  words.setFloat64(0, x);
  return words.getInt32(0);
}

function withHigh(x: number, word: number): number {
  words.setFloat64(0, x);
  words.setInt32(0, word);
  return words.getFloat64(0);
}

function withoutLow(x: number): number {
  words.setFloat64(0, x);
  words.setInt32(4, 0);
  return words.getFloat64(0);
}

/** V8 rounds the one value to the nearest. */
export function exp(x: number): number {
  return x === 1 ? Math.E + 2 ** -51 : Math.exp(x);
}

export function cosh(x: number): number {
  return x === 1 || x === -1 ? 1.543080634815244 : Math.cosh(x);
}

export function cbrt(given: number): number {
  if (given === 0 || !Number.isFinite(given)) return given;
  const x = Math.abs(given);
  let t: number;
  if (x < 2 ** -1022) {
    t = 2 ** 54 * x;
    t = withHigh(t, Math.trunc(high(t) / 3) + 696219795);
  } else t = withHigh(0, Math.trunc(high(x) / 3) + 715094163);
  let r = (t * t) / x;
  let s = 19 / 35 + r * t;
  t *= 5 / 14 + 45 / 28 / (s + 99 / 70 - 864 / 1225 / s);
  t = withoutLow(t);
  t = withHigh(t, high(t) + 1);
  s = t * t;
  r = x / s;
  r = (r - t) / (t + t + r);
  t += t * r;
  return given < 0 ? -t : t;
}

export function tanh(x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Math.sign(x);
  const size = Math.abs(x);
  if (size < 2 ** -55) return x * (1 + x);
  let z = 1;
  if (size < 22) {
    if (size >= 1) z = 1 - 2 / (Math.expm1(2 * size) + 2);
    else {
      const t = Math.expm1(-2 * size);
      z = -t / (t + 2);
    }
  }
  return x < 0 ? -z : z;
}

export function atan2(givenY: number, givenX: number): number {
  // Spark makes both zeros one.
  const [y, x] = [givenY + 0, givenX + 0];
  const far = ((high(y) & 0x7fffffff) >> 20) - ((high(x) & 0x7fffffff) >> 20) > 60;
  if (far && x < 0 && Number.isFinite(x) && Number.isFinite(y)) {
    const z = Math.PI / 2 + 0.5 * 1.2246467991473532e-16 - 1.2246467991473532e-16;
    return y < 0 ? z - Math.PI : Math.PI - z;
  }
  return Math.atan2(y, x);
}

/** 0: no integer, 1: odd, 2: even. */
function parity(y: number): number {
  if (!Number.isInteger(y)) return 0;
  return Math.abs(y) < 2 ** 53 && y % 2 !== 0 ? 1 : 2;
}

export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (y === 2) return x * x;
  if (y === 0.5 && x >= -Number.MAX_VALUE) return Math.sqrt(x + 0);
  const size = Math.abs(x);
  if (y === Number.POSITIVE_INFINITY || y === Number.NEGATIVE_INFINITY) {
    if (size === 1) return Number.NaN;
    return size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  if (y === 1) return x;
  if (y === -1) return 1 / x;
  const odd = parity(y);
  if (size === 0 || size === Number.POSITIVE_INFINITY || size === 1) {
    const z = y < 0 ? 1 / size : size;
    if (x < 0 || Object.is(x, -0)) {
      if (size === 1 && odd === 0) return Number.NaN;
      return odd === 1 ? -z : z;
    }
    return z;
  }
  if (x < 0 && odd === 0) return Number.NaN;
  return (x < 0 && odd === 1 ? -1 : 1) * powerOf(size, y);
}

/** `x ** y` of a positive finite x that is not 1, and a finite y. */
function powerOf(x: number, y: number): number {
  const [t1, t2] = Math.abs(y) > 2 ** 31 ? nearOne(x, y) : logarithm(x);
  if (t1 === undefined || t2 === undefined) return y > 0 === x > 1 ? Number.POSITIVE_INFINITY : 0;
  const y1 = withoutLow(y);
  const low = (y - y1) * t1 + y * t2;
  let top = y1 * t1;
  const z = low + top;
  if (z >= 1024 && (z > 1024 || low + 8.008566259537294e-17 > z - top)) return Number.POSITIVE_INFINITY;
  if (z <= -1075 && (z < -1075 || low <= z - top)) return 0;
  // 2 ** (top + low)
  let n = 0;
  if (Math.abs(z) > 0.5) {
    n = z < 0 ? Math.ceil(z - 0.5) : Math.floor(z + 0.5);
    top -= n;
  }
  const t = withoutLow(low + top);
  const u = t * 0.6931471824645996;
  const v = (low - (t - top)) * Math.LN2 + t * -1.904654299957768e-9;
  const w = u + v;
  const rest = v - (w - u);
  const square = w * w;
  const p =
    w -
    square *
      (0.16666666666666602 +
        square *
          (-0.0027777777777015593 + square * (6.613756321437934e-5 + square * (-1.6533902205465252e-6 + square * 4.1381367970572385e-8))));
  const r = (w * p) / (p - 2) - (rest + w * rest);
  const result = 1 - (r - w);
  const exponent = high(result) + n * 2 ** 20;
  // Below the normal numbers it is scaled in one rounding, above it is there already.
  return exponent >= 2 ** 20 ? withHigh(result, exponent) : result * 2 ** (n + 1000) * 2 ** -1000;
}

/** log2(x) for exponents so great that the power overflows unless x is next to 1. */
function nearOne(x: number, y: number): readonly (number | undefined)[] {
  const ix = high(x);
  if (Math.abs(y) > 2 ** 64) return [undefined, undefined];
  if (ix < 0x3fefffff || ix > 0x3ff00000) return [undefined, undefined];
  const t = x - 1;
  const w = t * t * (0.5 - t * (0.3333333333333333 - t * 0.25));
  const u = 1.4426950216293335 * t;
  const v = t * 1.9259629911266175e-8 - w * Math.LOG2E;
  const t1 = withoutLow(u + v);
  return [t1, v - (t1 - u)];
}

/** log2(x) as a number of few digits and the rest. */
function logarithm(given: number): readonly number[] {
  let x = given;
  let n = 0;
  if (x < 2 ** -1022) {
    x *= 2 ** 53;
    n -= 53;
  }
  n += (high(x) >> 20) - 0x3ff;
  const j = high(x) & 0x000fffff;
  let ix = j | 0x3ff00000;
  let k = 0;
  if (j > 0x3988e) {
    if (j < 0xbb67a) k = 1;
    else {
      n += 1;
      ix -= 0x00100000;
    }
  }
  x = withHigh(x, ix);
  const base = k === 1 ? 1.5 : 1;
  let u = x - base;
  let v = 1 / (x + base);
  const s = u * v;
  const top = withoutLow(s);
  let th = withHigh(0, ((ix >> 1) | 0x20000000) + 0x00080000 + (k << 18));
  let tl = x - (th - base);
  const sl = v * (u - top * th - top * tl);
  let s2 = s * s;
  let r =
    s2 *
    s2 *
    (0.5999999999999946 +
      s2 *
        (0.4285714285785502 +
          s2 * (0.33333332981837743 + s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842)))));
  r += sl * (top + s);
  s2 = top * top;
  th = withoutLow(3 + s2 + r);
  tl = r - (th - 3 - s2);
  u = top * th;
  v = sl * th + tl * s;
  const ph = withoutLow(u + v);
  const pl = v - (ph - u);
  const zh = 0.9617967009544373 * ph;
  const zl = -7.028461650952758e-9 * ph + pl * 0.9617966939259756 + (k === 1 ? 1.350039202129749e-8 : 0);
  const dh = k === 1 ? 0.5849624872207642 : 0;
  const t1 = withoutLow(zh + zl + dh + n);
  return [t1, zl - (t1 - n - dh - zh)];
}
