import { graphql } from '@/shared/graphql/generated';

export const HouseHealthDocument = graphql(`
  query HouseHealth {
    houseHealth {
      troubles { id kind subject detail firstAt }
      processes { name up host pid version since at cpu memory files filesMost }
      machines { host cores cpu memory memoryTotal disks { path free total } }
      services { name version size connected }
      gateways { key state calls legs controlMs }
      channels taken
      samples { at calls waiting perMinute cpu memory events outbox }
    }
  }
`);
