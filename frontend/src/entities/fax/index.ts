export { CaseFaxes } from './case-faxes';
export * from './fax-documents';
export { FaxStateTag, SentFaxStateTag, useFaxError } from './fax-state';
export { FaxViewer } from './fax-viewer';
export { SendFaxDialog } from './send-fax-dialog';
export { useFaxChanged } from './use-fax-changed';
