-- :Askdown {next|previous|new|outline|duplicates|move|restart}

if vim.g.loaded_askdown then
  return
end
vim.g.loaded_askdown = true

vim.api.nvim_create_user_command("Askdown", function(call)
  local name, argument = call.args:match("^(%S+)%s*(.*)$")
  local subcommand = require("askdown.commands")[name]
  if subcommand then
    subcommand(argument)
  else
    vim.notify("Askdown: no subcommand " .. name .. "; see :help :Askdown", vim.log.levels.ERROR)
  end
end, {
  nargs = "+",
  desc = "Questions of the current note",
  complete = function(typed, line)
    if line:match("%f[%w]move%s") then
      return vim.fn.getcompletion(typed, "file")
    end
    return vim.tbl_filter(function(name)
      return vim.startswith(name, typed)
    end, { "duplicates", "move", "new", "next", "outline", "previous", "restart" })
  end,
})
