import type { Case } from "../case.js";

export const setting: readonly Case[] = [];
