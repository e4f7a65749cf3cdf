/**
 * Validates manifests against Microsoft's schemas of add-in-only manifests. Reads a JSON array of XML texts from the
 * standard input and prints a JSON array with the messages for each, empty for a valid one. A process of its own: the
 * validator is an ES module that waits for its WebAssembly, which jest's CommonJS cannot load.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XmlDocument, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm';
import { fsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs';

xmlRegisterInputProvider(fsInputProviders);
const schemaFile = join(import.meta.dirname, '../schemas/office-addin-xsd/OfficeAppManifestV1_1.xsd');
const schema = XmlDocument.fromBuffer(readFileSync(schemaFile), { url: schemaFile });
const validator = XsdValidator.fromDoc(schema);

const results = JSON.parse(readFileSync(0, 'utf8')).map((text) => {
  let document;
  try {
    document = XmlDocument.fromString(text);
    validator.validate(document);
    return [];
  } catch (error) {
    return error.details?.map(({ message, line }) => `${line}: ${message.trim()}`) ?? [String(error.message)];
  } finally {
    document?.dispose();
  }
});
process.stdout.write(JSON.stringify(results));
