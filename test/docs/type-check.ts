import { join } from "node:path";
import ts from "typescript";
import { type Block, ROOT } from "./markdown.js";

/** A compiler that has read the library and the examples of the pages. */
export interface Checked {
  /** `README.md:24: …`, one for each error in an example. */
  readonly errors: readonly string[];
  /** The names of the properties of a type that an entry exports. */
  propertiesOf(type: string): string[];
}

/** Compiles the examples, strictly, as modules of a package that depends on this one. */
export function checkTypes(blocks: readonly Block[]): Checked {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    types: ["node"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    resolveJsonModule: true,
    skipLibCheck: true,
    noEmit: true,
    paths: Object.fromEntries(
      ["index", "node", "analysis", "rulesets"].map((entry) => [
        entry === "index" ? "contact-routing" : `contact-routing/${entry}`,
        [join(ROOT, `src/${entry}.ts`)],
      ]),
    ),
  };
  const examples = new Map(blocks.map((block, index) => [join(ROOT, `example-${index}.mts`), block]));
  const entries = ["index", "node", "analysis"].map((entry) => join(ROOT, `src/${entry}.ts`));
  const program = ts.createProgram([...entries, ...examples.keys()], options, hostWith(examples, options));
  const checker = program.getTypeChecker();

  return {
    errors: [...examples].flatMap(([file, block]) => {
      const source = program.getSourceFile(file);
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
        ({ messageText }) => `${block.place}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      );
    }),
    propertiesOf(type) {
      const exported = entries.flatMap(exportsOf).find(({ name }) => name === type);
      if (exported === undefined) throw new Error(`no entry exports a type \`${type}\``);
      const aliased = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      return checker
        .getDeclaredTypeOfSymbol(aliased)
        .getProperties()
        .map(({ name }) => name);
    },
  };

  function exportsOf(entry: string): ts.Symbol[] {
    const source = program.getSourceFile(entry);
    const module = source && checker.getSymbolAtLocation(source);
    return module === undefined ? [] : checker.getExportsOfModule(module);
  }
}

const parsed = new Map<string, ts.SourceFile | undefined>();

/** A file of a library or of this package, which is the same to every program that a test compiles for one target. */
export function parsedOnce(file: string, parse: () => ts.SourceFile | undefined): ts.SourceFile | undefined {
  if (!parsed.has(file)) parsed.set(file, parse());
  return parsed.get(file);
}

function hostWith(examples: ReadonlyMap<string, Block>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    fileExists: (file) => examples.has(file) || host.fileExists(file),
    readFile: (file) => examples.get(file)?.text ?? host.readFile(file),
    getSourceFile: (file, target, ...rest) => {
      const example = examples.get(file);
      return example === undefined
        ? parsedOnce(file, () => host.getSourceFile(file, target, ...rest))
        : ts.createSourceFile(file, example.text, target);
    },
  };
}
