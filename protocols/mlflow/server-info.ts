/** What clients ask before anything else, to know what they may use. Open, so it says nothing of anybody. */
export const serverInfo = {
  store_type: null,
  workspaces_enabled: false,
  trace_archival_enabled: false,
  multipart_uploads_enabled: true,
  // Asked for, it works; but then clients ask twice for every file, however small, and forget what they were told of TLS.
  multipart_downloads_enabled: false,
  presigned_upload_run_id_supported: false,
  presigned_upload_model_id_supported: false,
  features_enabled: { gateway: false },
}
