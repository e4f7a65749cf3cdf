import { parseTraceparent, renderTraceparent } from '../../../../src/gateway/tracing/trace-context.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

describe('the trace that a caller says it is in', () => {
  it('is read and written as W3C has it', () => {
    const context = parseTraceparent(`00-${traceId}-${spanId}-01`);
    expect(context).toEqual({ traceId, spanId, traceFlags: 1, isRemote: true });
    expect(context && renderTraceparent(context)).toBe(`00-${traceId}-${spanId}-01`);
    // Flags that are not known are not handed on.
    expect(parseTraceparent(`00-${traceId}-${spanId}-fe`)?.traceFlags).toBe(0);
    expect(parseTraceparent(`cc-${traceId}-${spanId}-01-what-comes-later`)?.traceId).toBe(traceId);
  });

  it.each([
    undefined,
    '',
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-01-more`,
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    [`00-${traceId}-${spanId}-01`],
  ])('is none in %j', (header) => {
    expect(parseTraceparent(header)).toBeUndefined();
  });
});
