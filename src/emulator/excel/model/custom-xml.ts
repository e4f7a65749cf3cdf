import { parseXml } from '../../package/ooxml-package.ts';
import { DocumentFileError } from '../../package/zip.ts';

/** XML that a workbook carries and shows nowhere, under its GUID. */
export interface CustomXml {
  readonly id: string;
  readonly xml: string;
}

/** The namespace of what is to be such a part; `null` when it is no XML. */
export function namespaceOf(xml: string): string | null {
  try {
    return parseXml(xml).documentElement.namespaceURI ?? '';
  } catch (error) {
    if (error instanceof DocumentFileError) return null;
    throw error;
  }
}
