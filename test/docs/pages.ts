/** The pages that readers of the package read, by path from the root. */
export const PAGES = [
  "README.md",
  "docs/first-change.md",
  "docs/recipes.md",
  "docs/reviewing.md",
  "docs/rule-files.md",
  "docs/concepts.md",
  "docs/findings.md",
  "docs/library.md",
  "docs/analysis.md",
  "docs/semantics.md",
];
