// Builds each kustomization and holds every manifest against the types of the Kubernetes API, strictly:
// a field that the API does not know is an error, as is a value of the wrong type.
//
//   node check.mjs WORK_FOLDER KUSTOMIZATION…
//
// WORK_FOLDER holds node_modules with kubernetes-models, typescript and yaml. Exit code 77: kubectl is missing or too old.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';

const [workFolder, ...kustomizations] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(workFolder), 'package.json'));
const YAML = require('yaml');

// The first one whose kustomize knows `labels`; Debian 12 has 1.20.
const OLDEST_KUBECTL_MINOR = 22;

const kubectl = spawnSync('kubectl', ['version', '--client', '--output=json'], {encoding: 'utf8'});
const minor = kubectl.error ? 0 : parseInt(JSON.parse(kubectl.stdout).clientVersion.minor, 10);
if (minor < OLDEST_KUBECTL_MINOR) {
  const found = kubectl.error ? 'none is installed' : `1.${minor} is installed`;
  console.error(`SKIPPED: this needs kubectl 1.${OLDEST_KUBECTL_MINOR} or newer; ${found}`);
  process.exit(77);
}

// "apps/v1" -> "apps/v1", "networking.k8s.io/v1" -> "networking.k8s.io/v1", as the package names them.
function moduleOf(manifest) {
  return `kubernetes-models/${manifest.apiVersion}/${manifest.kind}`;
}

function typeCheck(name, manifests) {
  const lines = manifests.map((manifest, i) => {
    const object = JSON.stringify(manifest, null, 2);
    return `import type {I${manifest.kind} as T${i}} from "${moduleOf(manifest)}";\n` +
        `export const object${i}: T${i} = ${object};`;
  });
  const folder = path.join(workFolder, 'k8s-check');
  mkdirSync(folder, {recursive: true});
  const file = path.join(folder, `${name}.ts`);
  writeFileSync(file, lines.join('\n') + '\n');
  const compiler = path.join(workFolder, 'node_modules/typescript/bin/tsc');
  const result = spawnSync(
      process.execPath,
      [compiler, '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--moduleResolution', 'nodenext',
       '--target', 'es2022', file],
      {encoding: 'utf8'});
  return {ok: result.status === 0, output: result.stdout + result.stderr};
}

// What every container of ours promises, whatever the schema allows.
function policyViolations(manifest) {
  const job = manifest.spec?.jobTemplate?.spec;
  const pod = (job ?? manifest.spec)?.template?.spec;
  if (!pod) {
    return [];
  }
  const found = [];
  const expect = (condition, words) => condition || found.push(`${manifest.kind}/${manifest.metadata.name}: ${words}`);
  expect(pod.securityContext?.runAsNonRoot === true, 'runs as root');
  expect(pod.securityContext?.seccompProfile?.type === 'RuntimeDefault', 'has no seccomp profile');
  expect(pod.automountServiceAccountToken === false, 'mounts a token of the Kubernetes API');
  for (const container of pod.containers) {
    const context = container.securityContext ?? {};
    expect(context.allowPrivilegeEscalation === false, `${container.name} may gain privileges`);
    expect(context.readOnlyRootFilesystem === true, `${container.name} can write to its image`);
    expect(context.capabilities?.drop?.includes('ALL'), `${container.name} keeps capabilities`);
    expect(container.resources?.limits?.memory, `${container.name} has no memory limit`);
    // What runs to its end is not probed.
    for (const probe of job ? [] : ['startupProbe', 'readinessProbe', 'livenessProbe']) {
      expect(container[probe], `${container.name} has no ${probe}`);
    }
  }
  return found;
}

function fail(words) {
  console.error(words);
  process.exit(1);
}

for (const kustomization of kustomizations) {
  const text = execFileSync('kubectl', ['kustomize', kustomization], {encoding: 'utf8'});
  const manifests = YAML.parseAllDocuments(text).map((document) => document.toJS());
  const name = path.basename(kustomization);
  const checked = typeCheck(name, manifests);
  if (!checked.ok) {
    fail(`${kustomization} does not match the Kubernetes API:\n${checked.output}`);
  }
  const violations = manifests.flatMap(policyViolations);
  if (violations.length > 0) {
    fail(violations.join('\n'));
  }
  // The check itself can fail: one wrong field in a copy must be found.
  const wrong = structuredClone(manifests.find((manifest) => manifest.kind === 'StatefulSet'));
  wrong.spec.template.spec.containers[0].imagePullPolice = 'Always';
  if (typeCheck(`${name}-negative`, [wrong]).ok) {
    fail('the schema check accepted a field that does not exist');
  }
  console.log(`${kustomization}: ${manifests.length} manifests are right`);
}
