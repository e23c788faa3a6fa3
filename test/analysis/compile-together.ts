import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../docs/markdown.js";
import { parsedOnce } from "../docs/type-check.js";

/**
 * Compiles modules beside this package, strictly. They import one another as `./name.mjs`, and the library by its name. Gives the errors of
 * each that has some, by its name.
 */
export function compileTogether(
  modules: Readonly<Record<string, string>>,
  options: Pick<ts.CompilerOptions, "exactOptionalPropertyTypes"> = {},
): Record<string, string[]> {
  const compilerOptions: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2023.d.ts"],
    types: ["node"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noUncheckedIndexedAccess: true,
    resolveJsonModule: true,
    skipLibCheck: true,
    noEmit: true,
    paths: { "contact-routing": [join(ROOT, "src/index.ts")] },
    ...options,
  };
  const texts = new Map(Object.entries(modules).map(([name, text]) => [join(ROOT, `${name}.mts`), text]));
  const host = ts.createCompilerHost(compilerOptions);
  const program = ts.createProgram([...texts.keys()], compilerOptions, {
    ...host,
    fileExists: (file) => texts.has(file) || host.fileExists(file),
    readFile: (file) => texts.get(file) ?? host.readFile(file),
    getSourceFile: (file, target, ...rest) => {
      const text = texts.get(file);
      if (text !== undefined) return ts.createSourceFile(file, text, target);
      return parsedOnce(file, () => host.getSourceFile(file, target, ...rest));
    },
  });
  return Object.fromEntries(
    Object.keys(modules).flatMap((name) => {
      const source = program.getSourceFile(join(ROOT, `${name}.mts`));
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      const errors = found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
      return errors.length === 0 ? [] : [[name, errors]];
    }),
  );
}
