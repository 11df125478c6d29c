import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';

const folder = path.resolve('docker');
const read = (file: string): string => fs.readFileSync(path.join(folder, file), 'utf8');
const settings = new Set(
  [...fs.readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z_]+)=/gm)].map(([, key]) => key),
);
/** What containers and npm know besides. */
const known = new Set(['NODE_ENV']);

const Container = z.looseObject({
  image: z.string(),
  securityContext: z.looseObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.object({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  resources: z.object({
    requests: z.object({ cpu: z.string(), memory: z.string() }),
    limits: z.object({ memory: z.string() }),
  }),
  readinessProbe: z.unknown().optional(),
  livenessProbe: z.unknown().optional(),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).default([]),
});
const PodTemplate = z.object({
  metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
  spec: z.looseObject({
    automountServiceAccountToken: z.literal(false),
    securityContext: z.looseObject({ runAsNonRoot: z.literal(true) }),
    containers: z.array(Container).min(1),
  }),
});
const Thing = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});

function manifests(): z.infer<typeof Thing>[] {
  const base = path.join(folder, 'kubernetes/base');
  const { resources } = z
    .object({ resources: z.array(z.string()) })
    .loose()
    .parse(parse(read('kubernetes/base/kustomization.yaml')));
  // Every file is listed, and every listed file is there.
  expect(
    fs
      .readdirSync(base)
      .filter((file) => file !== 'kustomization.yaml')
      .toSorted(),
  ).toEqual(resources.toSorted());
  return resources.flatMap((file) =>
    parseAllDocuments(read(`kubernetes/base/${file}`)).map((document) => {
      expect(document.errors).toEqual([]);
      return Thing.parse(document.toJS());
    }),
  );
}

it('the image has pinned bases, an ordinary user, a health check and no shell before the process', () => {
  const lines = read('Dockerfile').split('\n');
  const bases = lines.filter((line) => line.startsWith('FROM '));
  expect(bases.length).toBeGreaterThan(1);
  for (const base of bases) expect(base).toMatch(/^FROM [\w./-]+:\d+\.\d+[\w.-]*( AS \w+)?$/);
  const last = lines.slice(lines.lastIndexOf(bases.at(-1) ?? ''));
  expect(last.find((line) => line.startsWith('USER '))).toBe('USER 1000:1000');
  expect(last.some((line) => line.startsWith('HEALTHCHECK '))).toBe(true);
  expect(last.findLast((line) => line.startsWith('CMD '))).toMatch(/^CMD \["node", /);
  for (const [, copied] of read('Dockerfile').matchAll(/--from=build \/src\/(\S+)/g)) {
    expect(copied === 'dist' || fs.existsSync(copied ?? '')).toBe(true);
  }
  const [, env = ''] = /^ENV (.*)$/m.exec(last.join('\n')) ?? [];
  expectSettings(env.split(' ').map((pair) => pair.split('=')[0] ?? ''));
});

it('compose runs two of each, without rights, and waits for what they need', () => {
  const compose = z
    .object({
      services: z.record(
        z.string(),
        z.looseObject({
          image: z.string(),
          environment: z.record(z.string(), z.string()).optional(),
          read_only: z.boolean().optional(),
          cap_drop: z.array(z.string()).optional(),
          deploy: z.object({ replicas: z.number() }).optional(),
          depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
        }),
      ),
    })
    .loose()
    .parse(parse(read('compose.yml'), { merge: true }));
  const { api, worker, migrate, ...others } = compose.services;
  for (const one of [api, worker, migrate]) {
    expect(one).toMatchObject({ image: 'foyer', read_only: true, cap_drop: ['ALL'] });
    expectSettings(Object.keys(one?.environment ?? {}));
  }
  expect([api?.deploy, worker?.deploy]).toEqual([{ replicas: 2 }, { replicas: 2 }]);
  for (const { image } of Object.values(others)) expect(image).toMatch(/:v?\d+\.\d+/);
  for (const { depends_on: needs = [] } of Object.values(compose.services)) {
    const names = Array.isArray(needs) ? needs : Object.keys(needs);
    expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(names));
  }
  const asked = [...read('compose.yml').matchAll(/\$\{([A-Z_]+):\?/g)].map(([, key]) => key);
  const example = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, key]) => key);
  expect([...new Set(asked)].toSorted()).toEqual(example.toSorted());
});

it('in Kubernetes every pod is without rights, and what selects it finds it', () => {
  const all = manifests();
  const pods = all.flatMap((one) => {
    const spec = z.looseObject({ template: PodTemplate }).safeParse(one.spec);
    if (['Deployment', 'Job'].includes(one.kind)) expect(spec.error).toBeUndefined();
    return spec.success ? [{ kind: one.kind, template: spec.data.template }] : [];
  });
  expect(pods.map(({ kind }) => kind).toSorted()).toEqual(['Deployment', 'Deployment', 'Job']);
  for (const { kind, template } of pods) {
    const [container] = template.spec.containers;
    expect(container?.image).toBe('foyer');
    if (kind === 'Deployment') expect(container?.livenessProbe).toBeDefined();
  }
  const labels = pods.map(({ template }) => template.metadata.labels);
  const Selector = z.union([
    z
      .looseObject({ selector: z.object({ matchLabels: z.record(z.string(), z.string()) }) })
      .transform((one) => one.selector.matchLabels),
    z
      .looseObject({ podSelector: z.object({ matchLabels: z.record(z.string(), z.string()) }) })
      .transform((one) => one.podSelector.matchLabels),
    z.looseObject({ selector: z.record(z.string(), z.string()) }).transform((one) => one.selector),
  ]);
  const selecting = all.filter(({ kind }) =>
    ['Deployment', 'Service', 'PodDisruptionBudget', 'NetworkPolicy'].includes(kind),
  );
  expect(selecting.length).toBeGreaterThanOrEqual(7);
  for (const { spec } of selecting) {
    const wanted = Object.entries(Selector.parse(spec));
    expect(labels.some((own) => wanted.every(([key, value]) => own[key] === value))).toBe(true);
  }
  const config = all.find(({ kind }) => kind === 'ConfigMap');
  expectSettings(Object.keys(z.record(z.string(), z.string()).parse(config?.data)));
});

it('the dashboard and the alerts ask for figures that the processes tell', () => {
  const told = new Set([
    'kube_deployment_status_replicas_available',
    'nodejs_eventloop_lag_p99_seconds',
    'process_cpu_seconds_total',
    'process_resident_memory_bytes',
  ]);
  const sources = fs.globSync(['libs/platform/src/**/*.ts', 'apps/{api,worker}/src/**/*.ts']);
  for (const file of sources)
    for (const [name] of fs.readFileSync(file, 'utf8').matchAll(/\bfoyer_[a-z_]+/g)) told.add(name);
  const asked = `${read('monitoring/grafana-dashboard.json')}${read('monitoring/alerts.yml')}`;
  const names = [...asked.matchAll(/\b(?:foyer|nodejs|process|kube)_[a-z0-9_]+/g)].map(([name]) =>
    name.replace(/_(bucket|count|sum)$/, ''),
  );
  expect(names.length).toBeGreaterThan(25);
  expect(names.filter((name) => !told.has(name))).toEqual([]);
  parse(read('monitoring/alerts.yml'));
  JSON.parse(read('monitoring/grafana-dashboard.json'));
});

/** A setting that the code does not know would be left out without a word. */
function expectSettings(keys: string[]): void {
  expect(keys.length).toBeGreaterThan(3);
  expect(keys.filter((key) => !settings.has(key) && !known.has(key))).toEqual([]);
}
