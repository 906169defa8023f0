import { readFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { load } from 'js-yaml';

type Json = Readonly<Record<string, unknown>>;

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  readonly status: number;
  readonly mediaType: string;
  readonly responseBody: string;
}

/** Reads an OpenAPI 3.1 document that checks exchanges. Strict: an unknown keyword is an error. */
export function openApi(file: string) {
  const document = load(readFileSync(file, 'utf8')) as Json;
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addKeyword('components');
  const follow = (part: Json): Json => {
    if (typeof part['$ref'] !== 'string') return part;
    return part['$ref']
      .slice(2)
      .split('/')
      .reduce<unknown>((at, step) => (at as Json)[step], document) as Json;
  };
  const compiled = new Map<Json, ValidateFunction>();
  const errors = (what: string, schema: Json, value: unknown): readonly string[] => {
    const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components: document['components'] });
    compiled.set(schema, validate);
    return validate(value) ? [] : (validate.errors ?? []).map((e) => `${what}${e.instancePath}: ${e.message}`);
  };
  const operations = Object.entries(document['paths'] as Record<string, Record<string, Json>>).flatMap(
    ([template, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), template, operation })),
  );

  function check(exchange: Exchange): readonly string[] {
    const [path] = exchange.path.split('?');
    const found = operations.find((each) => each.method === exchange.method && matches(each.template, path ?? ''));
    if (!found) return [`${exchange.method} ${exchange.path} is not in the document`];
    const { operation, template } = found;
    return [
      ...parameterErrors(operation, template, exchange),
      ...requestErrors(operation, exchange),
      ...responseErrors(operation, exchange),
    ];
  }

  function parameterErrors(operation: Json, template: string, exchange: Exchange): readonly string[] {
    const [path = '', query = ''] = exchange.path.split('?');
    const given = new URLSearchParams(query);
    const parameters = ((operation['parameters'] ?? []) as Json[]).map(follow);
    const known = parameters.filter((parameter) => parameter['in'] === 'query').map(({ name }) => name);
    const strange = [...given.keys()].filter((name) => !known.includes(name));
    const wrong = parameters.flatMap((parameter) => {
      const name = parameter['name'] as string;
      const from: Readonly<Record<string, () => string | undefined>> = {
        path: () => pathValue(template, path, name),
        query: () => given.get(name) ?? undefined,
        header: () => exchange.requestHeaders[name.toLowerCase()],
      };
      const value = from[parameter['in'] as string]?.();
      if (value === undefined && parameter['required'] === false) return [];
      return errors(`parameter ${name}`, parameter['schema'] as Json, value);
    });
    return [...wrong, ...strange.map((name) => `parameter ${name} is not in the document`)];
  }

  function requestErrors(operation: Json, exchange: Exchange): readonly string[] {
    const body = operation['requestBody'] as Json | undefined;
    if (!body) return exchange.requestBody === '' ? [] : ['request: no body is expected'];
    const media = (body['content'] as Record<string, Json>)[exchange.requestHeaders['content-type'] ?? ''];
    if (!media) return [`request: media type ${exchange.requestHeaders['content-type']} is not in the document`];
    return errors('request', media['schema'] as Json, JSON.parse(exchange.requestBody));
  }

  function responseErrors(operation: Json, exchange: Exchange): readonly string[] {
    const declared = (operation['responses'] as Record<string, Json>)[String(exchange.status)];
    if (!declared) return [`response: status ${exchange.status} is not in the document`];
    const content = follow(declared)['content'] as Record<string, Json> | undefined;
    if (!content) return exchange.responseBody === '' ? [] : ['response: no body is expected'];
    const media = content[exchange.mediaType];
    if (!media) return [`response: media type ${exchange.mediaType} is not in the document`];
    return errors('response', media['schema'] as Json, JSON.parse(exchange.responseBody));
  }

  return { document, operations, check, follow };
}

const matches = (template: string, path: string) =>
  new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path);

function pathValue(template: string, path: string, name: string): string | undefined {
  const at = template.split('/').indexOf(`{${name}}`);
  const raw = path.split('/')[at];
  return raw === undefined ? undefined : decodeURIComponent(raw);
}

export interface Recorder {
  readonly url: string;
  readonly exchanges: readonly Exchange[];
  close(): Promise<void>;
}

/** Starts a proxy on loopback that passes everything on unchanged and records it. */
export async function record(target: string): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  const server = createServer((request, response) => {
    pass(target, request, response).then(
      (exchange) => exchanges.push(exchange),
      () => request.socket.destroy(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exchanges,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function pass(target: string, from: IncomingMessage, to: ServerResponse): Promise<Exchange> {
  const requestBody = await text(from);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const sent = httpRequest(target + from.url, { method: from.method ?? 'GET', headers: from.headers, agent: false });
    to.on('close', () => sent.destroy());
    sent.on('response', resolve).on('error', reject).end(requestBody);
  });
  const responseBody = await text(answer);
  to.writeHead(answer.statusCode ?? 0, answer.headers).end(responseBody);
  return {
    method: from.method ?? '',
    path: from.url ?? '',
    requestHeaders: from.headers as Record<string, string>,
    requestBody,
    status: answer.statusCode ?? 0,
    mediaType: (answer.headers['content-type'] ?? '').split(';')[0]!,
    responseBody,
  };
}

async function text(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
