import type { Case } from "../case.js";

export const math: readonly Case[] = [];
