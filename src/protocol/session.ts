import * as z from 'zod/mini';

/** `GET /sign-in`: how a person gets in, for whoever asks. */
export const signInSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('open') }),
  z.object({ mode: z.literal('token') }),
  z.object({
    mode: z.enum(['entra', 'oidc']),
    clientId: z.string(),
    /** Address that the sign-in page is found from. */
    authority: z.string(),
    scopes: z.array(z.string()),
  }),
]);
export type SignIn = z.infer<typeof signInSchema>;

/** What an organisation can turn off. */
export const featureSchema = z.enum(['free-prompts', 'history', 'standing-instructions']);
export type Feature = z.infer<typeof featureSchema>;

/** Where a person writes; `api` is any other client. */
export const surfaceSchema = z.enum(['word', 'excel', 'teams', 'api']);
export type Surface = z.infer<typeof surfaceSchema>;

/** What a person may do; `null` is no restriction. Models are filtered in `/v1/models` already. */
export const permissionsSchema = z.object({
  commands: z.nullable(z.array(z.string())),
  surfaces: z.nullable(z.array(surfaceSchema)),
  /** Hosted models are kept from this person. */
  localOnly: z.boolean(),
  featuresOff: z.array(featureSchema),
  /** The organisation's own instructions, which the gateway adds to each request; `null` for none. */
  instructions: z.nullable(z.string()),
  /** Whether the organisation keeps what this person asks and is answered, in its audit. */
  keepsContent: z._default(z.boolean(), false),
});
export type Permissions = z.infer<typeof permissionsSchema>;

/** `GET /v1/session`: who asks, and what they may do. */
export const sessionSchema = z.object({
  mode: z.enum(['open', 'token', 'entra', 'oidc']),
  person: z.object({
    id: z.string(),
    name: z.string(),
    groups: z.array(z.string()),
    role: z.enum(['user', 'admin']),
  }),
  permissions: permissionsSchema,
});
export type Session = z.infer<typeof sessionSchema>;

/** The header that says where a person writes. */
export const surfaceHeader = 'x-inkstone-surface';
