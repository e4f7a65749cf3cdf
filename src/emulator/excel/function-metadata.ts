import type { CustomFunctionInfo, Dimensionality } from './calculation/custom-calls.ts';

/** The metadata of an add-in's functions as its file has it; what is left out has Office's defaults. */
interface MetadataFunction {
  readonly id: string;
  readonly name?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly dimensionality?: Dimensionality;
    readonly optional?: boolean;
    readonly repeating?: boolean;
  }[];
  readonly options?: { readonly stream?: boolean; readonly cancelable?: boolean; readonly volatile?: boolean };
}

/** The functions of a metadata file (`functions.json`), with the namespace that the manifest gives them. Gives none for what is no such file. */
export function readFunctionMetadata(json: unknown, namespace: string): CustomFunctionInfo[] {
  const { functions } = (json ?? {}) as { readonly functions?: unknown };
  if (!Array.isArray(functions)) return [];
  return (functions as MetadataFunction[]).map(({ id, name = id, parameters = [], options = {} }) => ({
    name: `${namespace}.${name}`.toUpperCase(),
    id,
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      dimensionality: parameter.dimensionality ?? 'scalar',
      optional: parameter.optional ?? false,
      repeating: parameter.repeating ?? false,
    })),
    isStreaming: options.stream ?? false,
    isCancelable: options.cancelable ?? false,
    isVolatile: options.volatile ?? false,
  }));
}
