import type { Case } from "../case.js";

export const join: readonly Case[] = [];
