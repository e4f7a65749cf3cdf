import { z } from 'zod';
import { variableName } from '../config/variable-name.ts';

const days = z.number().int().min(1).max(36_500);

/** The key `records` of the configuration. */
export const recordsSchema = z
  .strictObject({
    /** `auto`: embedded for a gateway that only this machine reaches, none for any other until it is configured. */
    store: z.enum(['auto', 'none', 'embedded', 'postgres']).default('auto'),
    /** Of the journal and the embedded store; relative to the configuration file. */
    folder: z.string().min(1).default('.inkstone/records'),
    /** The variable that holds PostgreSQL's address. */
    urlEnv: variableName.default('INKSTONE_POSTGRES_URL'),
    /** Whether who-did-what is kept, and whether what was asked and answered is kept with it. */
    audit: z.enum(['off', 'actions', 'content']).default('actions'),
    retentionDays: z
      .strictObject({
        usage: days.default(400),
        audit: days.default(400),
        feedback: days.default(730),
        conversations: days.default(30),
      })
      .prefault({}),
    /** How large the journal may grow while the store is gone; what comes after that is counted as lost. */
    journalMegabytes: z.number().int().min(1).max(100_000).default(256),
  })
  .prefault({});

export type RecordsFile = z.infer<typeof recordsSchema>;
