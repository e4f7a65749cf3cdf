/**
 * How Node is started for the gateway. V8's memory reducer makes use of some quiet seconds to collect all it can, and with hidden classes
 * that no object has just then goes what was compiled for them: the requests of the next minutes take up to three times the processor
 * time. Set when the process runs already, the flag does nothing.
 */
export const gatewayFlags = ['--no-memory-reducer'];
