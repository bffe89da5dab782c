import type { Case } from "../case.js";

export const time: readonly Case[] = [];
