/**
 * What is read by members of a version of ExcelApi; `without` where this Excel does not know them. It may know members of a version
 * that it does not have whole, so it is asked.
 */
export async function ifKnown<T>(version: string, read: () => Promise<T>, without: T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (Office.context.requirements.isSetSupported('ExcelApi', version)) throw error;
    return without;
  }
}
