// Builds ts/*.ts and css/app.css into the package's static folder. Each ts/entries/*.ts becomes one file of its name.
// `built.json` keeps the hash of the sources, so that a test without Node can tell a stale build.
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/guatu/web/ui/static/ui");

function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function fingerprint() {
  const sources = ["css", "ts", "img"].flatMap((folder) => files(join(here, folder)));
  const named = [...sources, join(here, "package-lock.json")].map((path) => [relative(here, path).split(sep).join("/"), path]);
  const hash = createHash("sha256");
  for (const [name, path] of named.sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    hash.update(`${name}\n`).update(createHash("sha256").update(readFileSync(path)).digest("hex")).update("\n");
  }
  return hash.digest("hex");
}

const entries = files(join(here, "ts/entries")).filter((path) => path.endsWith(".ts"));
const options = {
  entryPoints: [...entries, join(here, "css/app.css")],
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "chrome105", "firefox110", "safari16"],
  entryNames: "[name]",
  outdir: out,
  legalComments: "none",
  logLevel: "warning",
  plugins: [
    {
      name: "finish",
      setup(step) {
        step.onEnd(() => {
          for (const path of files(join(here, "img"))) copyFileSync(path, join(out, relative(join(here, "img"), path)));
          writeFileSync(join(out, "built.json"), `${JSON.stringify({ sources: fingerprint() })}\n`);
        });
      },
    },
  ],
};

mkdirSync(out, { recursive: true });
if (process.argv.includes("--watch")) await (await context(options)).watch();
else await build(options);
