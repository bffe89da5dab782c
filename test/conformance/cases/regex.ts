import type { Case } from "../case.js";

export const regex: readonly Case[] = [];
