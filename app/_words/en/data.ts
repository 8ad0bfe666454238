export const data = {
  upload: 'Upload a table',
  dropHere: 'Drop files here, or',
  choose: 'choose files',
  dropNow: 'Drop to upload',
  formats: 'CSV, TSV, JSON, JSON Lines, Parquet or Arrow, of any size',
  uploading: (name: string, share: number) => `Uploading ${name}: ${Math.round(share * 100)} %`,
  reading: (name: string) => `Reading ${name} …`,
  uploaded: (name: string) => `${name} is uploaded`,
  uploadFailed: (name: string) => `${name} was not uploaded`,
  stopUpload: 'Stop the upload',
}
