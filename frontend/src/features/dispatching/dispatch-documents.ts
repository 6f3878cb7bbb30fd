import { graphql } from '@/shared/graphql/generated';

export const DispatchesDocument = graphql(`
  query Dispatches($text: String, $caseNumber: String, $state: DispatchState, $first: Int, $offset: Int) {
    dispatches(text: $text, caseNumber: $caseNumber, state: $state, first: $first, offset: $offset) {
      total
      items { id title caseNumber state startedBy startedAt endedAt unitCount acceptedCount }
    }
  }
`);

export const DispatchFields = graphql(`
  fragment DispatchWhole on Dispatch {
    id title messages text language caseNumber tries intervalSeconds ringSeconds state
    startedBy startedAt endedAt unitCount acceptedCount
    units {
      id name person departmentCode numbers state tries nextAt settledAt
      attempts { attempt number callId dialledAt answeredAt endedAt outcome key }
    }
  }
`);

export const DispatchDocument = graphql(`
  query OneDispatch($id: ID!) { dispatch(id: $id) { ...DispatchWhole } }
`);

export const DispatchChanged = graphql(`
  subscription DispatchChanged { dispatchChanged { ...DispatchWhole } }
`);

export const DispatchStartMutation = graphql(`
  mutation DispatchStart($input: DispatchInput!) {
    dispatchStart(input: $input) { dispatch { ...DispatchWhole } errors { code field message } }
  }
`);

export const DispatchCancelMutation = graphql(`
  mutation DispatchCancel($id: ID!) {
    dispatchCancel(id: $id) { dispatch { ...DispatchWhole } errors { code field message } }
  }
`);

export const DutyDocument = graphql(`
  query Duty {
    dutyContacts {
      id departmentCode departmentName name numbers weekdays fromMinute toMinute note onDuty
    }
    dutyDepartments { code name }
    dispatchMessages { key zh en }
  }
`);

export const DutySaveMutation = graphql(`
  mutation DutyContactSave($id: ID, $input: DutyContactInput!) {
    dutyContactSave(id: $id, input: $input) {
      dutyContact {
        id departmentCode departmentName name numbers weekdays fromMinute toMinute note onDuty
      }
      errors { code field message }
    }
  }
`);

export const DutyDropMutation = graphql(`
  mutation DutyContactDrop($id: ID!) { dutyContactDrop(id: $id) { ok errors { code field message } } }
`);
