import { z } from 'zod'
import type { Endpoint } from '../../geo/http/endpoint.ts'
import { Raw } from '../../geo/photos/contract.ts'
import { PROBLEMS, type ProblemName } from '../../geo/problems.ts'

type Json = Record<string, unknown>
const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json
  return rest
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return Object.entries(properties).map(([name, shape]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: shape }))
}

const ALWAYS: readonly ProblemName[] = ['invalid-input', 'fault', 'busy']

function responses(endpoint: Endpoint): Json {
  const names = new Set<ProblemName>([...endpoint.problems, ...ALWAYS, ...(endpoint.roles === 'anyone' ? [] : ['not-signed-in', 'role-not-served'] as const)])
  const byStatus = new Map<number, ProblemName[]>()
  for (const name of names) byStatus.set(PROBLEMS[name].status, [...(byStatus.get(PROBLEMS[name].status) ?? []), name])
  const raw = (endpoint.returns as unknown) === Raw
  const events = endpoint.path === '/api/live'
  const content = raw ? { 'image/*': { schema: { type: 'string', format: 'binary' } } }
    : events ? { 'text/event-stream': { schema: { type: 'string' } } } : { 'application/json': { schema: jsonSchema(endpoint.returns, 'output') } }
  return {
    200: { description: 'Done', content },
    ...Object.fromEntries([...byStatus].map(([status, problems]) => [status, {
      description: problems.map((name) => `${name}: ${PROBLEMS[name].title}`).join(' · '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }])),
  }
}

function operation(endpoint: Endpoint): Json {
  const { roles } = endpoint
  const raw = (endpoint.body as unknown) === Raw
  return {
    summary: endpoint.summary, tags: [endpoint.tag],
    description: roles === 'anyone' ? 'Serves anyone.' : roles === 'signed-in' ? 'Serves everyone who signed in.' : `Serves: ${roles.join(', ')}.`,
    security: roles === 'anyone' ? [] : [{ session: [] }, { key: [] }],
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(endpoint.body === undefined ? {} : {
      requestBody: { required: true, content: raw ? { 'image/*': { schema: { type: 'string', format: 'binary' } } } : { 'application/json': { schema: jsonSchema(endpoint.body, 'input') } } },
    }),
    responses: responses(endpoint),
  }
}

/** The OpenAPI 3.1 description of a list of endpoints: printed from the contract, never kept by hand. */
export function openApi(contract: readonly Endpoint[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const endpoint of contract) paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method]: operation(endpoint) }
  return {
    openapi: '3.1.0',
    info: { title: 'Vidnova API', version, description: 'Damage reports, damages and repairs of energy and communications sites.', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      schemas: { Problem: { type: 'object', description: 'RFC 9457', required: ['type', 'title', 'status', 'detail'], properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } } } },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'vidnova.session_token' }, key: { type: 'http', scheme: 'bearer' } },
    },
  }
}
