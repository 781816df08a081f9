import { defineLogCheck } from '../../facts/log-check.ts';

export default defineLogCheck({
  id: 'storage-account-over-quota',
  severity: 'high',
  signs: [
    {
      pattern:
        /AccountSizeOverQuota[^\n]{0,200}|AccountIsDisabled|AccountBeingCreated|InsufficientAccountPermissions|QuotaExceeded|(?:storage )?account (?:is )?(?:over|above|exceeded)[^\n]{0,60}quota|TotalSharesQuotaExceeds|UserDisable|ArrearageError|overdue|BucketQuotaExceeded|QuotaFull|InvalidObjectState|EntityTooLarge: Your proposed upload exceeds|Quota exceeded for (?:bucket|account)|exceed(?:s|ed)? (?:the )?(?:account|bucket)[^\n]{0,20} (?:quota|limit|capacity)|the project to be billed is associated with (?:a|an) (?:closed|absent) billing account|413 Request Entity Too Large \(Openstack Swift\)|Upload exceeds quota/i,
      specimen: 's3aws: QuotaExceeded: bucket quota exceeded status code: 403',
      source: 'Ceph RADOS gateway',
    },
  ],
  words: {
    en: {
      title: 'Storage account refuses writes',
      probably: 'the cloud storage account itself refuses writes: limit, debt or lock',
      explains:
        'The account is over its quota, disabled for unpaid bills, or its container is locked; nothing in the registry can change that.',
      steps: [
        'Look at the account in the cloud’s console: quota, billing, immutability, lock.',
        'Raise the quota or pay; then push again.',
      ],
    },
  },
});
