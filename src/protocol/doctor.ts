import * as z from 'zod/mini';

/** What was found at a hop of the way to a model, in the language that was asked for. */
const toldFindingSchema = z.object({
  hop: z.string(),
  outcome: z.enum(['ok', 'warning', 'failed']),
  code: z.string(),
  /** The hop's name. */
  title: z.string(),
  found: z.string(),
  /** Empty where nothing needs to be done. */
  remedy: z.string(),
});

/** The way to one row of the configuration, up to the first hop that fails. */
const toldExaminationSchema = z.object({
  name: z.string(),
  address: z.string(),
  findings: z.array(toldFindingSchema),
});
export type ToldExamination = z.infer<typeof toldExaminationSchema>;

/** `POST /doctor` as JSON. */
export const toldExaminationsSchema = z.array(toldExaminationSchema);
