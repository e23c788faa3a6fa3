/** The pages that readers of the package read, by path from the root. */
export const PAGES = ["README.md", "docs/rules.md", "docs/api.md", "docs/semantics.md"];
