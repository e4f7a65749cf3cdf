/** TAT-QA's questions with a number for an answer, as sentences about their tables. */
import { readFile } from 'node:fs/promises';

export async function checkTatqa() {}
void readFile;
